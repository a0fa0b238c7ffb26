// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An object in the configuration, of which the allowed names are known. */
final class ConfiguredObject {

    private final ConfiguredValue value;
    private final Map<String, ConfiguredValue> members;
    private final int problemsBefore;

    private ConfiguredObject(ConfiguredValue value, Map<String, ConfiguredValue> members, int problemsBefore) {
        this.value = value;
        this.members = members;
        this.problemsBefore = problemsBefore;
    }

    /** Reads the value as an object; unknown names are noted as problems. Empty if it is none. */
    static Optional<ConfiguredObject> of(ConfiguredValue value, List<Member> declared) {
        return of(
                value, "an object, { ... }", declared.stream().map(Member::name).toList());
    }

    /** Reads the value as an object; unknown names are noted as problems. Empty if it is none. */
    static Optional<ConfiguredObject> of(ConfiguredValue value, String form, Collection<String> declared) {
        int problemsBefore = value.problems().count();
        Optional<ConfiguredObject> object =
                value.members(form).map(members -> new ConfiguredObject(value, members, problemsBefore));
        object.ifPresent(present -> present.refuseUnknown(declared));
        return object;
    }

    /** Whether nothing was wrong with it so far. */
    boolean isSound() {
        return value.problems().count() == problemsBefore;
    }

    Problems problems() {
        return value.problems();
    }

    boolean has(Member member) {
        return members.containsKey(member.name());
    }

    boolean has(Setting<?> setting) {
        return members.containsKey(setting.name());
    }

    Optional<ConfiguredValue> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Reads a part, if it is there. */
    <T> Optional<T> map(Member member, Function<ConfiguredValue, T> reader) {
        return find(member.name()).map(reader);
    }

    /** Parses a text; empty if it is absent or malformed. */
    <T> Optional<T> find(Member member, Function<String, T> parser) {
        return find(member.name()).flatMap(present -> present.parse(member.form(), parser));
    }

    /** Parses a text that must not be absent. */
    <T> Optional<T> require(Member member, Function<String, T> parser) {
        if (!has(member)) {
            refuse(member.name() + " is missing; write " + member.form());
        }
        return find(member, parser);
    }

    /** Reads true or false. */
    boolean flag(Member member, boolean standard) {
        return find(member.name()).flatMap(ConfiguredValue::flag).orElse(standard);
    }

    /** The elements of a list; none if it is absent or no list. */
    List<ConfiguredValue> elements(Member member) {
        return find(member.name()).flatMap(list -> list.elements(member.form())).orElse(List.of());
    }

    /** Parses each text of a list. */
    <T> List<T> each(Member member, String form, Function<String, T> parser) {
        return elements(member).stream()
                .map(element -> element.parse(form, parser))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The place of a member, for a message about it. */
    String pathOf(Member member) {
        return value.path().isEmpty() ? member.name() : value.path() + "." + member.name();
    }

    void refuse(String sentence) {
        value.refuse(sentence);
    }

    void refuse(Member member, String sentence) {
        value.problems().add(pathOf(member), sentence);
    }

    private void refuseUnknown(Collection<String> declared) {
        for (String name : members.keySet()) {
            if (!declared.contains(name)) {
                String where = value.path().isEmpty() ? "" : " in " + value.path();
                value.problems()
                        .add("unknown key '" + Spelling.printable(name) + "'" + where + "; "
                                + Spelling.hint(name, declared));
            }
        }
    }
}
