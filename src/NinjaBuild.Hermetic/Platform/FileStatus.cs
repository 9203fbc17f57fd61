using System.Runtime.InteropServices;
using System.Text;

namespace NinjaBuild.Hermetic;

enum FileKind
{
    Missing,
    File,
    Folder,
    Link,
    Other,
}

/// <summary>What the file system says of a path.</summary>
[StructLayout(LayoutKind.Auto)]
readonly partial record struct FileStatus(FileKind Kind, FileStamp Stamp)
{
    // linux/stat.h, linux/fcntl.h: the layout of struct statx is the same on every architecture.
    const int StatxBytes = 256, ModeAt = 28, InodeAt = 32, SizeAt = 40, SecondsAt = 112, NanosecondsAt = 120;
    const int CurrentFolder = -100, NoFollow = 0x100;
    const uint TypeSizeTimeInode = 0x1 | 0x200 | 0x40 | 0x100;
    const int TypeMask = 0xF000, TypeFile = 0x8000, TypeFolder = 0x4000, TypeLink = 0xA000;

    static volatile bool _hasStatx = OperatingSystem.IsLinux();

    /// <summary>Looks at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">Whether to look at what a symbolic link points to.</param>
    public static FileStatus Of(string path, bool follow)
    {
        if (!_hasStatx)
            return Managed(path, follow);
        var bytes = Encoding.UTF8.GetByteCount(path);
        Span<byte> utf8 = bytes < 1024 ? stackalloc byte[1024] : new byte[bytes + 1];
        Encoding.UTF8.GetBytes(path, utf8);
        utf8[bytes] = 0;
        return Of(utf8[..(bytes + 1)], follow);
    }

    /// <summary>Looks at a path that is given as UTF-8 with a closing NUL.</summary>
    public static unsafe FileStatus Of(ReadOnlySpan<byte> path, bool follow)
    {
        if (!_hasStatx)
            return Managed(Encoding.UTF8.GetString(path[..^1]), follow);

        var buffer = stackalloc byte[StatxBytes];
        try
        {
            fixed (byte* name = path)
            {
                if (StatX(CurrentFolder, name, follow ? 0 : NoFollow, TypeSizeTimeInode, buffer) != 0)
                    return default;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            _hasStatx = false;
            return Of(path, follow);
        }

        var stat = new ReadOnlySpan<byte>(buffer, StatxBytes);
        var kind = (MemoryMarshal.Read<ushort>(stat[ModeAt..]) & TypeMask) switch
        {
            TypeFile => FileKind.File,
            TypeFolder => FileKind.Folder,
            TypeLink => FileKind.Link,
            _ => FileKind.Other,
        };
        var modified = (MemoryMarshal.Read<long>(stat[SecondsAt..]) * 1_000_000_000) + MemoryMarshal.Read<uint>(stat[NanosecondsAt..]);
        var size = kind == FileKind.Folder ? 0 : MemoryMarshal.Read<long>(stat[SizeAt..]);
        return new FileStatus(kind, new FileStamp(size, modified, MemoryMarshal.Read<ulong>(stat[InodeAt..])));
    }

    internal static FileStatus Managed(string path, bool follow)
    {
        try
        {
            FileSystemInfo entry = new FileInfo(path);
            if (entry.LinkTarget is not null)
            {
                if (!follow)
                    return new FileStatus(FileKind.Link, new FileStamp(0, FileStamp.ToNanoseconds(entry.LastWriteTimeUtc), 0));
                entry = entry.ResolveLinkTarget(returnFinalTarget: true)!;
            }

            if (Directory.Exists(entry.FullName))
                return new FileStatus(FileKind.Folder, new FileStamp(0, FileStamp.ToNanoseconds(Directory.GetLastWriteTimeUtc(entry.FullName)), 0));
            var file = new FileInfo(entry.FullName);
            return file.Exists ? new FileStatus(FileKind.File, new FileStamp(file.Length, FileStamp.ToNanoseconds(file.LastWriteTimeUtc), 0)) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int StatX(int folder, byte* path, int flags, uint mask, byte* buffer);
}
