// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was chosen for settings; immutable. A setting that was not chosen has its default. */
final class SettingValues {

    private static final SettingValues NONE = new SettingValues(Map.of());

    private final Map<Setting<?>, Object> chosen;

    private SettingValues(Map<Setting<?>, Object> chosen) {
        this.chosen = Map.copyOf(chosen);
    }

    static SettingValues none() {
        return NONE;
    }

    /**
     * These values and one more, or another.
     *
     * @throws IllegalArgumentException if the value lies outside the setting's bounds
     */
    <T> SettingValues with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> more = new LinkedHashMap<>(chosen);
        more.put(setting, setting.checked(value));
        return new SettingValues(more);
    }

    /** The chosen value, or the default; empty if there is neither. */
    @SuppressWarnings("unchecked") // with() is the only way in
    <T> Optional<T> find(Setting<T> setting) {
        T value = (T) chosen.get(setting);
        return value == null ? setting.standard() : Optional.of(value);
    }

    /** The value of a setting that is required or has a default. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting + " has no value"));
    }

    /** Whether the setting has the value that it would have unwritten. */
    boolean isStandard(Setting<?> setting) {
        Object value = chosen.get(setting);
        return value == null
                || setting.standard().map(standard -> standard.equals(value)).orElse(false);
    }

    /** The value as a configuration would have it; empty if there is none. */
    <T> Optional<String> print(Setting<T> setting) {
        return find(setting).map(setting.type()::print);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingValues values && printed().equals(values.printed());
    }

    @Override
    public int hashCode() {
        return printed().hashCode();
    }

    @Override
    public String toString() {
        return printed().toString();
    }

    private List<String> printed() {
        return SettingsTable.ALL.stream()
                .map(setting -> setting + "=" + print(setting).orElse(""))
                .toList();
    }
}
