namespace NinjaBuild.BuildHost.Output;

/// <summary>What a line on the console is; decides its colour.</summary>
internal enum Style
{
    Plain,
    Verbose,
    Information,
    Success,
    Warning,
    Error,
}
