namespace NinjaBuild.Helm.Values;

/// <summary>How a value on the command line is read.</summary>
public enum SetKind
{
    /// <summary><c>--set a.b=1,c={x,y}</c>: true, false, null and integers have their types, everything else is a text.</summary>
    Typed,

    /// <summary><c>--set-string</c>: the same, but every value is a text.</summary>
    Text,

    /// <summary><c>--set-json 'a={"b": 1}'</c>: values are JSON.</summary>
    Json,

    /// <summary><c>--set-file a=path</c>: values are the texts of files.</summary>
    File,

    /// <summary><c>--set-literal a=x,y</c>: the value is all that follows, as it stands.</summary>
    Literal,
}
