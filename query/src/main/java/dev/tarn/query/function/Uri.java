package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.type.TypeText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A URI taken apart, escapes resolved. Parts that it lacks are empty.
///
/// @param port the digits of the port
record Uri(
        String scheme,
        String opaque,
        String user,
        Optional<String> password,
        String host,
        String port,
        String path,
        Map<String, List<String>> query,
        String fragment) {

    /// Who and where, the part after two slashes.
    private record Authority(String user, Optional<String> password, String host, String port) {
        private static final Authority NONE = new Authority("", Optional.empty(), "", "");
    }

    /// Takes a text apart.
    ///
    /// @throws InputException if it is no URI; the message says why not
    static Uri parse(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new InputException("net/url: invalid control character in URL");
        }
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : unescape(text.substring(hash + 1), false);
        String rest = hash < 0 ? text : text.substring(0, hash);
        String scheme = scheme(rest);
        rest = scheme.isEmpty() ? rest : rest.substring(scheme.length() + 1);
        int mark = rest.indexOf('?');
        var query = mark < 0 ? Map.<String, List<String>>of() : parameters(rest.substring(mark + 1));
        rest = mark < 0 ? rest : rest.substring(0, mark);
        String name = scheme.toLowerCase(Locale.ROOT);
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new Uri(name, rest, "", Optional.empty(), "", "", "", query, fragment);
            }
            int slash = rest.indexOf('/');
            if ((slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0) {
                throw new InputException("first path segment in URL cannot contain colon");
            }
        }
        var authority = Authority.NONE;
        if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
            int slash = rest.indexOf('/', 2);
            authority = authority(slash < 0 ? rest.substring(2) : rest.substring(2, slash));
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        return new Uri(name, "", authority.user, authority.password, authority.host, authority.port,
                unescape(rest, false), query, fragment);
    }

    private static String scheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean other = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (c == ':') {
                if (i == 0) {
                    throw new InputException("missing protocol scheme");
                }
                return text.substring(0, i);
            }
            if (!letter && (!other || i == 0)) {
                return "";
            }
        }
        return "";
    }

    private static Authority authority(String text) {
        int at = text.lastIndexOf('@');
        String hostAndPort = text.substring(at + 1);
        int end = hostAndPort.startsWith("[") ? hostAndPort.lastIndexOf(']') : -1;
        if (hostAndPort.startsWith("[") && end < 0) {
            throw new InputException("missing ']' in host");
        }
        int colon = end < 0 ? hostAndPort.lastIndexOf(':') : hostAndPort.length() > end + 1 ? end + 1 : -1;
        String port = colon < 0 ? "" : hostAndPort.substring(colon);
        if (!port.isEmpty() && (port.charAt(0) != ':' || !port.substring(1).chars().allMatch(c -> c >= '0' && c <= '9'))) {
            throw new InputException("invalid port " + TypeText.quote(port) + " after host");
        }
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        host = unescape(end < 0 ? host : host.substring(1, end), false);
        String digits = port.isEmpty() ? "" : port.substring(1);
        if (at < 0) {
            return new Authority("", Optional.empty(), host, digits);
        }
        String who = text.substring(0, at);
        int separator = who.indexOf(':');
        return separator < 0
                ? new Authority(unescape(who, false), Optional.empty(), host, digits)
                : new Authority(
                        unescape(who.substring(0, separator), false),
                        Optional.of(unescape(who.substring(separator + 1), false)),
                        host,
                        digits);
    }

    private static Map<String, List<String>> parameters(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var part : query.split("&")) {
            if (!part.isEmpty() && part.indexOf(';') < 0) {
                int equals = part.indexOf('=');
                try {
                    var key = unescape(equals < 0 ? part : part.substring(0, equals), true);
                    var value = equals < 0 ? "" : unescape(part.substring(equals + 1), true);
                    parameters.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
                } catch (InputException _) {
                    // A parameter that is malformed is left out; the others still count.
                    continue;
                }
            }
        }
        return parameters;
    }

    private static String unescape(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
            return text;
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != '%') {
                out.write(plusIsSpace && utf8[i] == '+' ? ' ' : utf8[i]);
            } else {
                int high = i + 2 <= utf8.length - 1 ? Character.digit(utf8[i + 1], 16) : -1;
                int low = i + 2 <= utf8.length - 1 ? Character.digit(utf8[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    var escape = new String(utf8, i, Math.min(3, utf8.length - i), StandardCharsets.UTF_8);
                    throw new InputException("invalid URL escape " + TypeText.quote(escape));
                }
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
