using System.Text;

namespace NinjaBuild.Helm.Functions;

/// <summary>Cuts names into words for snake_case and kebab-case: by connectors, by case, and by digits ("HTTP20xOK" is http, 20x, ok).</summary>
internal sealed class NameWords
{
    enum Word : byte
    {
        None,
        Number,
        Upper,
        Letters,
        Connector,
        Punctuation,
        Other,
    }

    readonly List<Rune> _runes;
    readonly StringBuilder _joined = new();
    readonly char _connector;
    int _position;
    Word _word;
    int _start;
    int _end;

    NameWords(string text, char connector)
    {
        _runes = [.. text.EnumerateRunes()];
        _connector = connector;
    }

    bool HasMore => _position < _runes.Count;

    public static string Join(string text, char connector)
    {
        if (text.Length == 0)
            return "";
        var words = new NameWords(text, connector);
        words.Join();
        return words._joined.ToString();
    }

    void Join()
    {
        Next();
        while (HasMore)
        {
            if (_word != Word.Connector)
                Write();
            var (previous, start, end) = (_word, _start, _end);
            Next();
            switch (previous)
            {
                case Word.Number:
                    WriteLettersAndNumbers();
                    ConnectUnless(Word.None);
                    break;
                case Word.Connector:
                    Write(previous, start, end);
                    break;
                case Word.Punctuation:
                    break;
                default:
                    AfterLetters();
                    break;
            }
        }

        Write();
    }

    void AfterLetters()
    {
        if (_word != Word.Number)
        {
            if (_word is not (Word.Connector or Word.Punctuation))
                _joined.Append(_connector);
            return;
        }

        if (!HasMore)
            return;
        var (start, end) = (_start, _end);
        Next();
        if (_word != Word.Letters)
        {
            // The number belongs to the word before it: "Bld4Floor".
            Write(Word.Number, start, end);
            if (_word is not (Word.Connector or Word.Punctuation))
                _joined.Append(_connector);
            return;
        }

        _joined.Append(_connector);
        Write(Word.Number, start, end);
        WriteLettersAndNumbers();
        ConnectUnless(Word.None);
    }

    void WriteLettersAndNumbers()
    {
        while (_word is Word.Letters or Word.Number)
        {
            Write();
            Next();
        }
    }

    void ConnectUnless(Word end)
    {
        if (_word != end && _word is not (Word.Connector or Word.Punctuation))
            _joined.Append(_connector);
    }

    void Write() => Write(_word, _start, _end);

    void Write(Word word, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var rune = _runes[i];
            if (word is not (Word.Upper or Word.Connector))
                _joined.Append(rune.ToString());
            else if (IsConnector(rune))
                _joined.Append(_connector);
            else
                _joined.Append(Rune.ToLowerInvariant(rune).ToString());
        }
    }

    void Next()
    {
        _start = _position;
        _word = Word.None;
        if (HasMore)
            Read(_runes[_position]);
        _end = _position;
    }

    void Read(Rune first)
    {
        _position++;
        if (IsConnector(first))
        {
            _word = Word.Connector;
            Skip(IsConnector);
        }
        else if (Rune.IsPunctuation(first))
        {
            _word = Word.Punctuation;
            Skip(Rune.IsPunctuation);
        }
        else if (Rune.IsUpper(first))
        {
            _word = Word.Upper;
            ReadUpper();
        }
        else if (Rune.IsLetter(first))
        {
            _word = Word.Letters;
            Skip(static rune => Rune.IsLetter(rune) && !Rune.IsUpper(rune));
        }
        else if (Rune.IsNumber(first))
        {
            _word = Word.Number;
            Skip(Rune.IsNumber);
        }
        else
        {
            _word = Word.Other;
            Skip(static rune => !IsConnector(rune) && !Rune.IsLetter(rune) && !Rune.IsNumber(rune) && !Rune.IsPunctuation(rune));
        }
    }

    /// <summary>"HTTPStatus" is HTTP and Status: the last capital of a run belongs to the letters behind it.</summary>
    void ReadUpper()
    {
        if (!HasMore)
            return;
        if (Rune.IsUpper(_runes[_position]))
        {
            Skip(Rune.IsUpper);
            if (HasMore && Rune.IsLetter(_runes[_position]))
                _position--;
        }
        else if (Rune.IsLetter(_runes[_position]))
        {
            Skip(static rune => Rune.IsLetter(rune) && !Rune.IsUpper(rune));
        }
    }

    void Skip(Func<Rune, bool> belongs)
    {
        while (HasMore && belongs(_runes[_position]))
            _position++;
    }

    static bool IsConnector(Rune rune) => rune.Value is '-' or '_' || (rune.IsBmp && Strings.IsSpace((char)rune.Value));
}
