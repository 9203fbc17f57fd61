namespace NinjaBuild.GoTemplates.Values;

/// <summary>Boxed values that occur often, made once.</summary>
public static class Boxes
{
    const int Lowest = -16;
    static readonly object[] Small = MakeSmall();

    /// <summary>The boxed true.</summary>
    public static object True { get; } = true;

    /// <summary>The boxed false.</summary>
    public static object False { get; } = false;

    /// <summary>A boxed bool.</summary>
    public static object Box(bool value) => value ? True : False;

    /// <summary>A Go int, which has 64 bits: an <see cref="int"/> where it fits, else an <see cref="IntPtr"/>.</summary>
    public static object Int(long value)
    {
        if (value is >= Lowest and < 256)
            return Small[value - Lowest];
        if (value is >= int.MinValue and <= int.MaxValue)
            return (int)value;
        return (nint)value;
    }

    static object[] MakeSmall()
    {
        var boxes = new object[256 - Lowest];
        for (var i = 0; i < boxes.Length; i++)
            boxes[i] = i + Lowest;
        return boxes;
    }
}
