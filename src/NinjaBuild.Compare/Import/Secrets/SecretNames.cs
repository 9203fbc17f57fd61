namespace NinjaBuild.Compare.Import.Secrets;

/// <summary>Which names of variables, flags and keys say that what they hold is secret.</summary>
static class SecretNames
{
    // Wherever they stand in a name.
    static readonly string[] Anywhere =
        ["password", "passwd", "passphrase", "secret", "privatekey", "apikey", "accesskey", "secretkey", "signingkey", "encryptionkey", "credential", "credentials", "token"];

    // Only where they are the last word.
    static readonly string[] Last = ["pwd", "pass", "salt", "dsn", "auth", "pat", "psk", "pin", "cookie"];

    // What such a name says about the secret, instead of being it: DB_PASSWORD_FILE, TOKEN_TTL.
    static readonly string[] About =
    [
        "file", "files", "path", "dir", "name", "names", "enabled", "enable", "disabled", "host", "ttl", "expiry", "expires", "expiration", "expire", "length", "size", "type", "policy",
        "header", "count", "issuer", "audience", "algorithm", "alg", "method", "mode", "provider", "scheme", "prefix", "suffix", "min", "max", "seconds", "minutes", "hours", "days",
        "timeout", "interval", "duration", "rotation", "required", "endpoint", "ref", "namespace", "version", "field", "claim", "cache", "limit", "lifetime", "age", "backend", "engine",
        "store", "url", "uri", "port", "user", "username", "exclude", "include", "annotation", "label", "selector", "cmd", "command", "script", "image",
    ];

    /// <summary>Whether a name says that its value is secret.</summary>
    /// <param name="name">A variable, flag or key, however it is spelt: <c>DB_PASSWORD</c>, <c>--api-key</c>, <c>clientSecret</c>.</param>
    public static bool AreSecret(string name)
    {
        var words = Words(name);
        if (words.Count == 0 || About.Contains(words[^1]))
            return false;
        return Last.Contains(words[^1]) || words.Exists(word => Anywhere.Contains(word))
            || words.Zip(words.Skip(1), (first, second) => first + second).Any(pair => Anywhere.Contains(pair))
            || Anywhere.Any(word => words[^1].EndsWith(word, StringComparison.Ordinal));
    }

    static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsAsciiLetterOrDigit(name[i]);
            var isHump = !isEnd && i > start && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]);
            if (!isEnd && !isHump)
                continue;
            if (i > start)
                words.Add(name[start..i].ToLowerInvariant());
            start = isHump ? i : i + 1;
        }

        return words;
    }
}
