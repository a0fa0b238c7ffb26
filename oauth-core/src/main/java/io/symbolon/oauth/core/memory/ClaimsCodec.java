// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.Claims;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims in a row: each value after one byte that says of which kind it is. Names, order and values come back as they
 * were; a kind of number that JSON libraries do not make comes back as a {@code BigDecimal}.
 */
final class ClaimsCodec {

    private static final int TEXT = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int INTEGER = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 5;
    private static final int BIG_INTEGER = 6;
    private static final int BIG_DECIMAL = 7;
    private static final int LIST = 8;
    private static final int MAP = 9;
    private static final int FLOAT = 10;
    private static final int SHORT = 11;
    private static final int BYTE = 12;

    private ClaimsCodec() {}

    static void write(Claims claims, RowWriter row) {
        writeMembers(claims.asMap(), row);
    }

    static Claims read(RowReader row) {
        return Claims.of(readMembers(row));
    }

    private static void writeMembers(Map<?, ?> members, RowWriter row) {
        row.unsigned(members.size());
        members.forEach((name, value) -> {
            row.text((String) name);
            writeValue(value, row);
        });
    }

    private static void writeValue(Object value, RowWriter row) {
        if (value instanceof String text) {
            row.oneByte(TEXT);
            row.text(text);
        } else if (value instanceof Boolean truth) {
            row.oneByte(truth ? TRUE : FALSE);
        } else if (value instanceof Number number) {
            writeNumber(number, row);
        } else if (value instanceof List<?> elements) {
            row.oneByte(LIST);
            row.unsigned(elements.size());
            elements.forEach(element -> writeValue(element, row));
        } else if (value instanceof Map<?, ?> members) {
            row.oneByte(MAP);
            writeMembers(members, row);
        } else {
            throw new AssertionError("claims hold no " + value.getClass());
        }
    }

    private static void writeNumber(Number number, RowWriter row) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            row.oneByte(
                    number instanceof Integer
                            ? INTEGER
                            : number instanceof Long ? LONG : number instanceof Short ? SHORT : BYTE);
            row.signed(number.longValue());
        } else if (number instanceof Double || number instanceof Float) {
            row.oneByte(number instanceof Double ? DOUBLE : FLOAT);
            row.eightBytes(Double.doubleToRawLongBits(number.doubleValue()));
        } else if (number instanceof BigInteger integer) {
            row.oneByte(BIG_INTEGER);
            row.bytes(integer.toByteArray());
        } else {
            BigDecimal decimal = number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
            row.oneByte(BIG_DECIMAL);
            row.signed(decimal.scale());
            row.bytes(decimal.unscaledValue().toByteArray());
        }
    }

    private static Map<String, Object> readMembers(RowReader row) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int left = row.count(); left > 0; left--) {
            String name = row.text();
            members.put(name, readValue(row));
        }
        return members;
    }

    private static Object readValue(RowReader row) {
        int kind = row.oneByte();
        return switch (kind) {
            case TEXT -> row.text();
            case FALSE -> false;
            case TRUE -> true;
            case INTEGER -> (int) row.signed();
            case LONG -> row.signed();
            case SHORT -> (short) row.signed();
            case BYTE -> (byte) row.signed();
            case DOUBLE -> Double.longBitsToDouble(row.eightBytes());
            case FLOAT -> (float) Double.longBitsToDouble(row.eightBytes());
            case BIG_INTEGER -> new BigInteger(row.bytes());
            case BIG_DECIMAL -> readDecimal(row);
            case LIST -> readElements(row);
            case MAP -> readMembers(row);
            default -> throw new AssertionError("no kind of value: " + kind);
        };
    }

    private static BigDecimal readDecimal(RowReader row) {
        int scale = (int) row.signed();
        return new BigDecimal(new BigInteger(row.bytes()), scale);
    }

    private static List<Object> readElements(RowReader row) {
        List<Object> elements = new ArrayList<>();
        for (int left = row.count(); left > 0; left--) {
            elements.add(readValue(row));
        }
        return elements;
    }
}
