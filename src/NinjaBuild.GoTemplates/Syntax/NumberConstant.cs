using System.Globalization;
using System.Numerics;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>A number as Go's text/template reads it: every representation that holds it without loss.</summary>
internal sealed class NumberConstant
{
    public bool IsInt { get; private set; }

    public bool IsUint { get; private set; }

    public bool IsFloat { get; private set; }

    public bool IsComplex { get; private set; }

    public long Int { get; private set; }

    public ulong Uint { get; private set; }

    public double Float { get; private set; }

    public Complex Complex { get; private set; }

    /// <summary>Reads a constant.</summary>
    /// <exception cref="SyntaxException">The text is no number.</exception>
    public static NumberConstant Parse(string text, TokenKind kind)
    {
        var number = new NumberConstant();
        if (kind == TokenKind.CharConstant)
            number.SetChar(text);
        else if (kind == TokenKind.Complex)
            number.SetComplex(ParseComplex(text));
        else if (text.EndsWith('i') && GoNumbers.TryParseFloat(text[..^1], out var imaginary))
            number.SetComplex(new Complex(0, imaginary));
        else
            number.SetReal(text);
        return number;
    }

    /// <summary>The value by the form of the constant: complex, float64 or int; null where an int is too small.</summary>
    public object? Ideal(string text)
    {
        if (IsComplex)
            return Complex;
        var isChar = text.StartsWith('\'');
        var isHexInt = text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X' && text.AsSpan().IndexOfAny('p', 'P') < 0;
        if (IsFloat && !isChar && !isHexInt && text.AsSpan().IndexOfAny(".eEpP") >= 0)
            return Float;
        return IsInt ? Boxes.Int(Int) : null;
    }

    void SetChar(string text)
    {
        var rune = StringLiteral.UnquoteChar(text);
        (IsInt, Int) = (true, rune);
        (IsUint, Uint) = (true, (ulong)rune);
        (IsFloat, Float) = (true, rune);
    }

    void SetComplex(Complex value)
    {
        (IsComplex, Complex) = (true, value);
        if (value.Imaginary != 0)
            return;
        (IsFloat, Float) = (true, value.Real);
        SetIntegersFromFloat();
    }

    void SetReal(string text)
    {
        if (GoNumbers.TryParseUint(text, out var unsigned))
            (IsUint, Uint) = (true, unsigned);
        if (GoNumbers.TryParseInt(text, out var signed))
        {
            (IsInt, Int) = (true, signed);
            IsUint |= signed == 0;
        }

        if (IsInt || IsUint)
        {
            (IsFloat, Float) = (true, IsInt ? Int : Uint);
            return;
        }

        if (!GoNumbers.TryParseFloat(text, out var real))
            throw new SyntaxException($"illegal number syntax: {Formatting.Quoting.Quote(text)}");
        if (text.AsSpan().IndexOfAny(".eEpP") < 0)
            throw new SyntaxException($"integer overflow: {Formatting.Quoting.Quote(text)}");
        (IsFloat, Float) = (true, real);
        SetIntegersFromFloat();
    }

    void SetIntegersFromFloat()
    {
        if (Float is >= -9223372036854775808.0 and < 9223372036854775808.0 && (long)Float == Float)
            (IsInt, Int) = (true, (long)Float);
        if (Float is >= 0 and < 18446744073709551616.0 && (ulong)Float == Float)
            (IsUint, Uint) = (true, (ulong)Float);
    }

    static Complex ParseComplex(string text)
    {
        var split = 1;
        while (split < text.Length && !(text[split] is '+' or '-' && text[split - 1] is not ('e' or 'E' or 'p' or 'P')))
            split++;
        if (split < text.Length
            && GoNumbers.TryParseFloat(text[..split], out var real)
            && GoNumbers.TryParseFloat(text[split..^1], out var imaginary))
            return new Complex(real, imaginary);
        throw new SyntaxException(string.Create(CultureInfo.InvariantCulture, $"illegal number syntax: {Formatting.Quoting.Quote(text)}"));
    }
}
