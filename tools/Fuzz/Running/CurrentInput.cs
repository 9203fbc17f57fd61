using System.IO.MemoryMappedFiles;

namespace NinjaBuild.Fuzz.Running;

/// <summary>
/// What a worker is at, in a file that both processes have in memory: whoever watches sees a run that does not end, and a crash leaves its
/// input behind.
/// </summary>
sealed class CurrentInput : IDisposable
{
    const int MostBytes = 16 << 20;
    const int StartedAt = 0, RunsAt = 8, HostileAt = 16, LengthAt = 20, InputAt = 24;

    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;

    public CurrentInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, InputAt + MostBytes);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Milliseconds of the machine's uptime; 0 between runs.</summary>
    public long Started
    {
        get => _view.ReadInt64(StartedAt);
        set => _view.Write(StartedAt, value);
    }

    public long Runs
    {
        get => _view.ReadInt64(RunsAt);
        set => _view.Write(RunsAt, value);
    }

    /// <summary>The number of the hostile input that is run; -1 for others.</summary>
    public int Hostile
    {
        get => _view.ReadInt32(HostileAt);
        set => _view.Write(HostileAt, value);
    }

    public byte[] Input
    {
        get
        {
            var input = new byte[Math.Clamp(_view.ReadInt32(LengthAt), 0, MostBytes)];
            _view.ReadArray(InputAt, input, 0, input.Length);
            return input;
        }

        set
        {
            var length = Math.Min(value.Length, MostBytes);
            _view.WriteArray(InputAt, value, 0, length);
            _view.Write(LengthAt, length);
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
