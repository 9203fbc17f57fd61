using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Functions;

/// <summary>A URL as Go's <c>net/url</c> reads and writes it (https://pkg.go.dev/net/url#URL). Texts are unescaped, but for <see cref="Query"/>.</summary>
internal sealed record GoUrl
{
    const string PathChars = "-_.~$&+,/:;=@!'()*";
    const string HostChars = "-_.~!$&'()*+,;=:[]<>\"";
    const string UserChars = "-_.~$&+,;=";
    const string FragmentChars = "-_.~$&+,/:;=?@!()*'";

    public string Scheme { get; init; } = "";
    public string Opaque { get; init; } = "";

    /// <summary>User and password; null where the URL has none, which is not the same as empty ones.</summary>
    public (string Name, string? Password)? User { get; init; }

    /// <summary>Name or address, with the port.</summary>
    public string Host { get; init; } = "";
    public string Path { get; init; } = "";
    public string Query { get; init; } = "";
    public string Fragment { get; init; } = "";

    /// <summary>The host without port and brackets.</summary>
    public string HostName
    {
        get
        {
            var colon = Host.LastIndexOf(':');
            var name = colon >= 0 && IsPort(Host.AsSpan(colon)) ? Host[..colon] : Host;
            return name is ['[', .. var address, ']'] ? address : name;
        }
    }

    /// <summary>User and password, escaped; empty where there are none.</summary>
    public string UserText => User is not var (name, password) ? ""
        : password is null ? Escaped(name, UserChars) : $"{Escaped(name, UserChars)}:{Escaped(password, UserChars)}";

    /// <summary>Reads a URL.</summary>
    /// <exception cref="FunctionException">It is none; the message is that of Go's <c>url.Parse</c>.</exception>
    public static GoUrl Parse(string text)
    {
        var (rest, fragment) = Cut(text, '#');
        var url = Parts(rest);
        return fragment.Length == 0 ? url : url with { Fragment = Unescaped(fragment, text, isHost: false) };
    }

    static GoUrl Parts(string text)
    {
        if (text.Any(static c => c is < ' ' or '\x7f'))
            throw Error(text, "net/url: invalid control character in URL");
        if (text == "*")
            return new GoUrl { Path = "*" };
        var (scheme, afterScheme) = SchemeOf(text);
        var (rest, query) = Cut(afterScheme, '?');
        var url = new GoUrl { Scheme = scheme.ToLowerInvariant(), Query = query };
        if (!rest.StartsWith('/'))
        {
            if (scheme.Length > 0)
                return url with { Opaque = rest };
            if (Cut(rest, '/').Head.Contains(':', StringComparison.Ordinal))
                throw Error(text, "first path segment in URL cannot contain colon");
        }

        if (rest.StartsWith("//", StringComparison.Ordinal) && (scheme.Length > 0 || !rest.StartsWith("///", StringComparison.Ordinal)))
        {
            var slash = rest.IndexOf('/', 2);
            var authority = slash < 0 ? rest[2..] : rest[2..slash];
            rest = slash < 0 ? "" : rest[slash..];
            var at = authority.LastIndexOf('@');
            url = url with { Host = HostOf(authority[(at + 1)..], text), User = at < 0 ? null : UserOf(authority[..at], text) };
        }

        return url with { Path = Unescaped(rest, text, isHost: false) };
    }

    static (string Scheme, string After) SchemeOf(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetter(c) || (i > 0 && (char.IsAsciiDigit(c) || c is '+' or '-' or '.')))
                continue;
            if (c != ':')
                break;
            return i > 0 ? (text[..i], text[(i + 1)..]) : throw Error(text, "missing protocol scheme");
        }

        return ("", text);
    }

    static (string, string?) UserOf(string text, string url)
    {
        if (!text.All(static c => char.IsAsciiLetterOrDigit(c) || "-._:~!$&'()*+,;=%@".Contains(c, StringComparison.Ordinal)))
            throw Error(url, "net/url: invalid userinfo");
        var (name, password) = Cut(text, ':');
        return (Unescaped(name, url, isHost: false), text.Contains(':', StringComparison.Ordinal) ? Unescaped(password, url, isHost: false) : null);
    }

    static string HostOf(string host, string url)
    {
        var end = host.LastIndexOf(']');
        if (host.StartsWith('[') && end < 0)
            throw Error(url, "missing ']' in host");
        var colon = host.LastIndexOf(':');
        var port = host.StartsWith('[') ? host[(end + 1)..] : colon < 0 ? "" : host[colon..];
        if (!IsPort(port))
            throw Error(url, $"invalid port {Quoting.Quote(port)} after host");

        // The zone of an address: whatever is escaped may stand in it.
        var zone = host.StartsWith('[') ? host.IndexOf("%25", StringComparison.Ordinal) : -1;
        return zone < 0 || zone > end
            ? Unescaped(host, url, isHost: true)
            : Unescaped(host[..zone], url, isHost: true) + Unescaped(host[zone..end], url, isHost: false) + Unescaped(host[end..], url, isHost: true);
    }

    static bool IsPort(ReadOnlySpan<char> text) => text.IsEmpty || (text[0] == ':' && !text[1..].ContainsAnyExceptInRange('0', '9'));

    /// <summary>Without escapes. In a host, only what is not ASCII may be escaped, and some characters may not stand at all.</summary>
    static string Unescaped(string text, string url, bool isHost)
    {
        var source = GoString.ToBytes(text);
        var bytes = new List<byte>(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '%')
            {
                var hex = source.AsSpan(i, Math.Min(3, source.Length - i));
                if (hex.Length < 3 || !byte.TryParse(hex[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || (isHost && value < 0x80 && value != '%'))
                    throw Error(url, $"invalid URL escape {Quoting.Quote(GoString.FromBytes(hex))}");
                bytes.Add(value);
                i += 2;
            }
            else if (isHost && source[i] < 0x80 && !IsPlain(source[i], HostChars))
            {
                throw Error(url, $"invalid character {Quoting.Quote(((char)source[i]).ToString())} in host name");
            }
            else
            {
                bytes.Add(source[i]);
            }
        }

        return GoString.FromBytes([.. bytes]);
    }

    /// <summary>The URL as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Scheme.Length > 0 ? $"{Scheme}:" : "");
        if (Opaque.Length > 0)
        {
            text.Append(Opaque);
        }
        else
        {
            if (Host.Length > 0 || User is not null || (Scheme.Length > 0 && Path.Length > 0))
                text.Append("//");
            text.Append(User is null ? "" : $"{UserText}@").Append(Escaped(Host, HostChars));
            var path = Path == "*" ? "*" : Escaped(Path, PathChars);
            if (Host.Length > 0 && path is [not '/', ..])
                text.Append('/');
            else if (text.Length == 0 && Cut(path, '/').Head.Contains(':', StringComparison.Ordinal))
                text.Append("./");
            text.Append(path);
        }

        text.Append(Query.Length > 0 ? $"?{Query}" : "");
        return text.Append(Fragment.Length > 0 ? $"#{Escaped(Fragment, FragmentChars)}" : "").ToString();
    }

    static string Escaped(string text, string plain)
    {
        var result = new StringBuilder(text.Length);
        foreach (var b in GoString.ToBytes(text))
        {
            if (IsPlain(b, plain))
                result.Append((char)b);
            else
                result.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return result.ToString();
    }

    static bool IsPlain(byte b, string plain) => char.IsAsciiLetterOrDigit((char)b) || (b < 0x80 && plain.Contains((char)b, StringComparison.Ordinal));

    static (string Head, string Tail) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    static FunctionException Error(string url, string what) => new($"parse {Quoting.Quote(url)}: {what}");
}
