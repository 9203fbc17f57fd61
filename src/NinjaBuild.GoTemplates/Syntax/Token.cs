namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>What the lexer tells apart.</summary>
internal enum TokenKind : byte
{
    Error,
    Bool,
    Char,
    CharConstant,
    Comment,
    Complex,
    Assign,
    Declare,
    EndOfFile,
    Field,
    Identifier,
    LeftDelimiter,
    LeftParenthesis,
    Number,
    Pipe,
    RawString,
    RightDelimiter,
    RightParenthesis,
    Space,
    String,
    Text,
    Variable,

    // Keywords come last, so that a comparison tells them.
    Keyword,
    Block,
    Break,
    Continue,
    Dot,
    Define,
    Else,
    End,
    If,
    Nil,
    Range,
    Template,
    With,
}

/// <summary>A piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Index of its first char in the text.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Text">As written, or the message of an error.</param>
internal readonly record struct Token(TokenKind Kind, int Position, int Line, string Text)
{
    /// <summary>As parse errors quote it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.EndOfFile => "EOF",
        TokenKind.Error => Text,
        > TokenKind.Keyword => $"<{Text}>",
        _ when Text.Length > 10 => Formatting.Quoting.Quote(Text[..10]) + "...",
        _ => Formatting.Quoting.Quote(Text),
    };
}
