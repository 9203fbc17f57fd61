using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Schemas;

/// <summary>The formats that drafts up to 7 assert; unknown ones are taken for met, as the specification says.</summary>
static class SchemaFormat
{
    /// <summary>Why a value is not of a format; null where it is, or is no text.</summary>
    public static string? Complaint(string format, object? value) => value is not string text ? null : format switch
    {
        "ipv4" => Ipv4(text),
        "ipv6" => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 && !text.Contains('%', StringComparison.Ordinal) ? null : "no IPv6 address",
        "hostname" => Hostname(text),
        "email" => text.LastIndexOf('@') is > 0 and var at && at < text.Length - 1 ? null : "missing @",
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _) && text.Contains(':', StringComparison.Ordinal) ? null : $"parse {GoTemplates.Formatting.Quoting.Quote(text)}: missing protocol scheme",
        "date-time" => DateTime(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "no date like 2006-01-02",
        "regex" => Regex(text),
        "uuid" => Guid.TryParseExact(text, "D", out _) ? null : "must have 5 elements",
        _ => null,
    };

    static string? Ipv4(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 4)
            return "expected four decimals";
        foreach (var part in parts)
        {
            if (part.Length > 1 && part[0] == '0')
                return "leading zeros";
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 255)
                return "decimal must be between 0 and 255";
        }

        return null;
    }

    static string? Hostname(string text)
    {
        var host = text.EndsWith('.') ? text[..^1] : text;
        if (host.Length > 253)
            return "more than 253 characters long";
        foreach (var label in host.Split('.'))
        {
            if (label.Length is 0 or > 63)
                return "label must be 1 to 63 characters long";
            if (label[0] == '-')
                return "label starts with hyphen";
            if (label[^1] == '-')
                return "label ends with hyphen";
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return $"invalid character {GoTemplates.Formatting.GoFormat.Sprintf("%q", [(int)c])}";
            }
        }

        return null;
    }

    static string? DateTime(string text) => text.Length < 20 ? "less than 20 characters long"
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && text[10] is 'T' or 't' ? null : "no date and time like 2006-01-02T15:04:05Z";

    static string? Regex(string text)
    {
        try
        {
            Re2.Compile(text);
            return null;
        }
        catch (FunctionException error)
        {
            return error.Message;
        }
    }
}
