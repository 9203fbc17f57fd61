namespace NinjaBuild.Yaml.Reading;

/// <summary>What the scanner finds in the text.</summary>
enum TokenKind
{
    StreamEnd,
    VersionDirective,
    TagDirective,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    PlainScalar,
    OtherScalar,
}

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where what follows starts.</param>
/// <param name="Text">A scalar's text, an anchor's name, the handle of a tag, a directive's first argument.</param>
/// <param name="Suffix">The rest of a tag, a directive's second argument.</param>
readonly record struct Token(TokenKind Kind, Position Start, Position End, string Text = "", string Suffix = "");
