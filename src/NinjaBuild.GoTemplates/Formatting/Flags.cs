namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>What stands between the percent sign and the verb.</summary>
internal struct Flags
{
    public bool Minus;
    public bool Plus;
    public bool Sharp;
    public bool Space;
    public bool Zero;
    public bool PlusV;
    public bool SharpV;
    public int? Width;
    public int? Precision;
}
