using System.Collections.Concurrent;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Declarations by the digest of the file that says them. Reading one is a pure function of its path and bytes, so the rules share what
/// the check of the workspace has read already.
/// </summary>
sealed class DeclarationCache
{
    readonly ConcurrentDictionary<(string Path, Digest Digest), Declaration> _declarations = new();

    /// <summary>Keeps a declaration that was read from a file of this content.</summary>
    public void Add(Digest digest, Declaration declaration) => _declarations[(declaration.Path, digest)] = declaration;

    /// <summary>Forgets a declaration, once nothing will ask for it any more.</summary>
    public void Remove(string path, Digest digest) => _declarations.TryRemove((path, digest), out _);

    public AppDeclaration App(FileContent file) => Get(file, DeclarationReader.ReadApp);

    public ChartDeclaration Chart(FileContent file) => Get(file, DeclarationReader.ReadChart);

    public WorkspaceDeclaration Workspace(FileContent file) => Get(file, DeclarationReader.ReadWorkspace);

    T Get<T>(FileContent file, Func<ReadOnlyMemory<byte>, string, ICollection<Diagnostic>, T?> read)
        where T : Declaration
    {
        if (_declarations.TryGetValue((file.Path, file.Digest), out var known))
            return (T)known;

        var diagnostics = new List<Diagnostic>();
        return read(file.Content, file.Path, diagnostics) ?? throw new RuleException(string.Join('\n', diagnostics));
    }
}
