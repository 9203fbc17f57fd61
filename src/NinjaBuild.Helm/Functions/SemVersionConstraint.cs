using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>"&gt;=1.2 &lt;2 || ~3.1": what Masterminds/semver understands, its special cases included.</summary>
internal sealed class SemVersionConstraint
{
    readonly List<Comparator[]> _alternatives = [];

    /// <summary>Reads a constraint.</summary>
    /// <exception cref="FunctionException">It is none.</exception>
    public SemVersionConstraint(string text)
    {
        foreach (var alternative in RewriteRanges(text).Split("||"))
            _alternatives.Add(ParseAll(alternative));
    }

    public bool IsMetBy(SemVersion version)
    {
        foreach (var comparators in _alternatives)
        {
            // A prerelease only meets what names a prerelease itself.
            var allowsPrerelease = Array.Exists(comparators, comparator => comparator.Version.Prerelease.Length > 0);
            if ((version.Prerelease.Length == 0 || allowsPrerelease) && Array.TrueForAll(comparators, comparator => comparator.IsMetBy(version)))
                return true;
        }

        return false;
    }

    static Comparator[] ParseAll(string text)
    {
        var scanner = new VersionScanner(text, wildcards: true);
        var comparators = new List<Comparator>();
        var separated = true;
        scanner.SkipSpaces();
        while (separated)
        {
            var op = scanner.ReadOperator();
            scanner.SkipSpaces();
            if (!scanner.TryRead(out var parts))
                break;
            comparators.Add(Comparator.Create(op, parts));
            separated = scanner.SkipSpaces();
            if (scanner.AtEnd)
                return [.. comparators];
            if (scanner.Accept(','))
            {
                scanner.SkipSpaces();
                separated = true;
            }
        }

        throw new FunctionException($"improper constraint: {text}");
    }

    /// <summary>"1.2 - 1.4" means "&gt;= 1.2, &lt;= 1.4".</summary>
    static string RewriteRanges(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length - 1; i++)
        {
            if (words[i] != "-" || !IsVersion(words[i - 1]) || !IsVersion(words[i + 1]))
                continue;
            words[i - 1] = $">={words[i - 1]},";
            words[i] = "";
            words[i + 1] = "<=" + words[i + 1];
        }

        return Array.IndexOf(words, "") < 0 ? text : string.Join(' ', words);
    }

    static bool IsVersion(string word)
    {
        var scanner = new VersionScanner(word, wildcards: true);
        return scanner.TryRead(out _) && scanner.AtEnd;
    }

    /// <summary>One operator and version; Dirty where a part of the version was left open.</summary>
    sealed record Comparator(string Operator, SemVersion Version, bool Dirty, bool MinorDirty, bool PatchDirty)
    {
        public static Comparator Create(string op, VersionParts parts)
        {
            var suffix = parts.Prerelease.Length > 0 ? "-" + parts.Prerelease : "";
            if (IsOpen(parts.Major))
                return new(op, SemVersion.Parse("0.0.0" + suffix), true, false, false);
            if (IsOpen(parts.Minor))
                return new(op, Parse($"{parts.Major}.0.0{suffix}"), true, true, false);
            if (IsOpen(parts.Patch))
                return new(op, Parse($"{parts.Major}.{parts.Minor}.0{suffix}"), true, false, true);
            return new(op, Parse(parts.Text), false, false, false);
        }

        public bool IsMetBy(SemVersion v) => Operator switch
        {
            "" or "=" => Dirty ? Tilde(v) : v.OrderTo(Version) == 0,
            "!=" => NotEqual(v),
            ">" => Greater(v),
            "<" => v.OrderTo(Version) < 0,
            ">=" or "=>" => v.OrderTo(Version) >= 0,
            "<=" or "=<" => LessOrEqual(v),
            "^" => Caret(v),
            _ => Tilde(v),
        };

        static SemVersion Parse(string text)
        {
            try
            {
                return SemVersion.Parse(text);
            }
            catch (FunctionException)
            {
                throw new FunctionException("constraint parser error");
            }
        }

        static bool IsOpen(string part) => part is "" or "x" or "X" or "*";

        bool NotEqual(SemVersion v)
        {
            if (!Dirty || (!MinorDirty && !PatchDirty && v.Major == Version.Major && v.Minor == Version.Minor && v.Patch == Version.Patch))
                return v.OrderTo(Version) != 0;
            if (v.Major != Version.Major)
                return true;
            if (MinorDirty)
                return false;
            if (v.Minor != Version.Minor)
                return true;
            if (!PatchDirty)
                return v.Patch != Version.Patch;
            return (v.Prerelease.Length > 0 || Version.Prerelease.Length > 0) && SemVersion.ComparePrerelease(v.Prerelease, Version.Prerelease) != 0;
        }

        bool Greater(SemVersion v)
        {
            if (!Dirty || v.Major != Version.Major)
                return Dirty ? v.Major > Version.Major : v.OrderTo(Version) > 0;
            if (MinorDirty)
                return false;
            return PatchDirty ? v.Minor > Version.Minor : v.OrderTo(Version) > 0;
        }

        bool LessOrEqual(SemVersion v)
        {
            if (!Dirty)
                return v.OrderTo(Version) <= 0;
            return v.Major <= Version.Major && !(v.Major == Version.Major && v.Minor > Version.Minor && !MinorDirty);
        }

        bool Tilde(SemVersion v)
        {
            if (v.OrderTo(Version) < 0)
                return false;
            if (Version is { Major: 0, Minor: 0, Patch: 0 } && !MinorDirty && !PatchDirty)
                return true;
            return v.Major == Version.Major && (v.Minor == Version.Minor || MinorDirty);
        }

        bool Caret(SemVersion v)
        {
            if (v.OrderTo(Version) < 0)
                return false;
            if (Version.Major > 0 || MinorDirty || v.Major > 0)
                return v.Major == Version.Major;
            if (Version.Minor > 0 || PatchDirty || v.Minor > 0)
                return v.Minor == Version.Minor;
            return v.Patch == Version.Patch;
        }
    }
}
