package dev.tarn.query.function;

import dev.tarn.model.InputException;
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

    // What a host may have besides letters and digits: RFC 3986, and what browsers let pass. Beyond ASCII everything.
    private static final String IN_HOSTS = "-_.~!$&'()*+,;=:[]<>\"";
    private static final String IN_USERS = "-_.~!$&'()*+,;=:%@";

    /// Where escapes stand: what they may be depends on it.
    private enum Place {
        HOST, ZONE, PARAMETER, OTHER
    }

    /// Takes a text apart.
    ///
    /// @throws InputException if it is no URI; the message says in what and why not
    static Uri parse(String text) {
        int hash = text.indexOf('#');
        String address = hash < 0 ? text : text.substring(0, hash);
        String part = address;
        try {
            var uri = withoutFragment(address);
            part = text;
            return hash < 0 ? uri : uri.withFragment(unescape(text.substring(hash + 1), Place.OTHER));
        } catch (InputException e) {
            throw new InputException("parse " + QuotedText.of(part) + ": " + e.getMessage(), e);
        }
    }

    private Uri withFragment(String text) {
        return new Uri(scheme, opaque, user, password, host, port, path, query, text);
    }

    private static Uri withoutFragment(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new InputException("net/url: invalid control character in URL");
        }
        String rest = text;
        String scheme = scheme(rest);
        rest = scheme.isEmpty() ? rest : rest.substring(scheme.length() + 1);
        int mark = rest.indexOf('?');
        var query = mark < 0 ? Map.<String, List<String>>of() : parameters(rest.substring(mark + 1));
        rest = mark < 0 ? rest : rest.substring(0, mark);
        String name = scheme.toLowerCase(Locale.ROOT);
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new Uri(name, rest, "", Optional.empty(), "", "", "", query, "");
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
                unescape(rest, Place.OTHER), query, "");
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
            throw new InputException("invalid port " + QuotedText.of(port) + " after host");
        }
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        host = end < 0 ? unescape(host, Place.HOST) : addressAndZone(host.substring(1, end));
        String digits = port.isEmpty() ? "" : port.substring(1);
        if (at < 0) {
            return new Authority("", Optional.empty(), host, digits);
        }
        String who = text.substring(0, at);
        if (!who.chars().allMatch(c -> isLetterOrDigit(c) || IN_USERS.indexOf(c) >= 0)) {
            throw new InputException("net/url: invalid userinfo");
        }
        int separator = who.indexOf(':');
        return separator < 0
                ? new Authority(unescape(who, Place.OTHER), Optional.empty(), host, digits)
                : new Authority(
                        unescape(who.substring(0, separator), Place.OTHER),
                        Optional.of(unescape(who.substring(separator + 1), Place.OTHER)),
                        host,
                        digits);
    }

    /// What stands in brackets: an address, and behind an escaped percent sign the zone that it is for (RFC 6874).
    private static String addressAndZone(String text) {
        int zone = text.indexOf("%25");
        return zone < 0
                ? unescape(text, Place.HOST)
                : unescape(text.substring(0, zone), Place.HOST) + unescape(text.substring(zone), Place.ZONE);
    }

    private static boolean isLetterOrDigit(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    private static Map<String, List<String>> parameters(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var part : query.split("&")) {
            if (!part.isEmpty() && part.indexOf(';') < 0) {
                int equals = part.indexOf('=');
                try {
                    var key = unescape(equals < 0 ? part : part.substring(0, equals), Place.PARAMETER);
                    var value = equals < 0 ? "" : unescape(part.substring(equals + 1), Place.PARAMETER);
                    parameters.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
                } catch (InputException _) {
                    // A parameter that is malformed is left out; the others still count.
                    continue;
                }
            }
        }
        return parameters;
    }

    private static String unescape(String text, Place place) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        checkEscapes(utf8, place);
        var out = new ByteArrayOutputStream(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != '%') {
                out.write(place == Place.PARAMETER && utf8[i] == '+' ? ' ' : utf8[i]);
            } else {
                out.write(escaped(utf8, i));
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void checkEscapes(byte[] utf8, Place place) {
        boolean inHost = place == Place.HOST || place == Place.ZONE;
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '%') {
                int c = escaped(utf8, i);
                boolean allowed = switch (place) {
                    case HOST -> c >= 0x80 || c == '%';
                    case ZONE -> c >= 0x80 || c == '%' || c == ' ' || isHostCharacter(c);
                    case PARAMETER, OTHER -> c >= 0;
                };
                if (c < 0 || !allowed) {
                    var escape = new String(utf8, i, Math.min(3, utf8.length - i), StandardCharsets.UTF_8);
                    throw new InputException("invalid URL escape " + QuotedText.of(escape));
                }
                i += 2;
            } else if (inHost && utf8[i] >= 0 && !isHostCharacter(utf8[i])) {
                throw new InputException("invalid character " + QuotedText.of(String.valueOf((char) utf8[i])) + " in host name");
            }
        }
    }

    private static boolean isHostCharacter(int c) {
        return isLetterOrDigit(c) || IN_HOSTS.indexOf(c) >= 0;
    }

    /// Returns the byte that two hexadecimal digits behind a percent sign say, or -1 if they are not there.
    private static int escaped(byte[] utf8, int percent) {
        if (percent + 2 >= utf8.length) {
            return -1;
        }
        int high = Character.digit(utf8[percent + 1], 16);
        int low = Character.digit(utf8[percent + 2], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
