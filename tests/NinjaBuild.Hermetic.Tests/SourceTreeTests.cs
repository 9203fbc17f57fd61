using System.Text;

namespace NinjaBuild.Hermetic.Tests;

public sealed class SourceTreeTests : IDisposable
{
    static readonly SourceLayout Layout = new(["ninja.yaml", "apps/**/app.yaml", "charts/*/compose.yaml", "templates/**"]);
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Patterns_find_exactly_the_files_they_name()
    {
        foreach (var file in new[]
        {
            "ninja.yaml", "apps/app.yaml", "apps/a/b/app.yaml", "apps/a/b/other.yaml", "apps/node_modules/x/app.yaml", "charts/compose.yaml",
            "charts/one/compose.yaml", "charts/one/two/compose.yaml", "templates/a.tmpl", "templates/deep/er/b.tmpl", "templates/.git/config", "app.yaml",
        })
        {
            _folder.Write(file, file);
        }

        var tree = Look();
        Assert.Equal(
            ["apps/a/b/app.yaml", "apps/app.yaml", "charts/one/compose.yaml", "ninja.yaml", "templates/a.tmpl", "templates/deep/er/b.tmpl"],
            tree.Files.Select(file => file.Path));
        Assert.All(tree.Files, file => Assert.Equal(file.Path, Encoding.UTF8.GetString(file.Content)));
        Assert.All(tree.Changes, change => Assert.Equal(SourceChangeKind.Added, change.Kind));
    }

    [Fact]
    public void A_pattern_may_name_a_folder_of_each_folder()
    {
        foreach (var file in new[] { "charts/a/manual/Chart.yaml", "charts/a/manual/templates/x.yaml", "charts/b/other/manual/x", "charts/manual/x", "charts/x" })
            _folder.Write(file, file);
        var layout = new SourceLayout(["charts/*/manual/**", "charts/*/compose.yaml"]);
        Assert.Equal(["charts/a/manual/Chart.yaml", "charts/a/manual/templates/x.yaml"], SourceTree.Look(_folder.Path, layout, BuildRecord.Empty).Files.Select(file => file.Path));
    }

    [Theory]
    [InlineData("*.yaml")]
    [InlineData("a/*/b/*/c")]
    [InlineData("../x")]
    [InlineData("../apps/**")]
    [InlineData("/etc/**")]
    [InlineData("a/**/b/c")]
    [InlineData("a/*/b/c/**")]
    public void A_pattern_of_another_form_is_refused(string pattern) => Assert.Throws<FormatException>(() => SourcePattern.Parse(pattern));

    [Fact]
    public void An_empty_workspace_has_no_sources_and_no_errors()
    {
        var tree = Look();
        Assert.Empty(tree.Files);
        Assert.Empty(tree.Errors);
    }

    [Fact]
    public void Sources_that_came_went_and_changed_are_told_apart()
    {
        foreach (var app in new[] { "a", "b", "c" })
            _folder.Write($"apps/{app}/app.yaml", app);
        var record = Record(Look());
        Assert.True(Look(record).IsUnchanged);
        Assert.False(Look(record).HasNewStamps);

        Directory.Delete(_folder["apps/a"], recursive: true);
        _folder.Write("apps/b/app.yaml", "B", secondsAgo: 10);
        _folder.Write("templates/new", "n");

        Assert.Equal(
            [new("apps/a/app.yaml", SourceChangeKind.Removed), new("apps/b/app.yaml", SourceChangeKind.Changed), new("templates/new", SourceChangeKind.Added)],
            Look(record).Changes);
    }

    [Fact]
    public void A_folder_that_did_not_change_is_not_listed_again()
    {
        _folder.Write("apps/a/app.yaml", "a");
        _folder.Write("apps/b/app.yaml", "b");
        var record = Record(Look());
        // A file that comes without a trace in its folder's stamp: only a listing would find it.
        var time = Directory.GetLastWriteTimeUtc(_folder["apps/b"]);
        _folder.Write("apps/b/app.yaml", "changed", secondsAgo: 20);
        Directory.CreateDirectory(_folder["apps/b/c"]);
        File.WriteAllText(_folder["apps/b/c/app.yaml"], "unseen");
        Directory.SetLastWriteTimeUtc(_folder["apps/b"], time);

        var tree = Look(record);

        Assert.Equal([new("apps/b/app.yaml", SourceChangeKind.Changed)], tree.Changes);
        Assert.Equal(2, tree.Files.Count);
    }

    [Fact]
    public void A_file_changed_within_a_tick_of_the_clock_is_compared_by_content()
    {
        _folder.Write("apps/a/app.yaml", "old");
        var path = _folder["apps/a/app.yaml"];
        var now = DateTime.UtcNow.AddMinutes(1);
        File.SetLastWriteTimeUtc(path, now);
        var record = Record(Look());

        // Same size, same inode, same time: only the content tells.
        File.WriteAllText(path, "new");
        File.SetLastWriteTimeUtc(path, now);

        Assert.Equal([new("apps/a/app.yaml", SourceChangeKind.Changed)], Look(record).Changes);
    }

    [Fact]
    public void A_racy_stamp_with_the_same_content_is_no_change_and_is_renewed()
    {
        _folder.Write("apps/a/app.yaml", "same");
        File.SetLastWriteTimeUtc(_folder["apps/a/app.yaml"], DateTime.UtcNow.AddMinutes(1));
        var tree = Look(Record(Look()));
        Assert.True(tree.IsUnchanged);
        Assert.True(tree.HasNewStamps);
    }

    [Fact]
    public void Links_to_files_inside_are_followed_and_all_others_are_errors()
    {
        _folder.Write("apps/real/app.yaml", "inside");
        _folder.Write("outside", "secret");
        Link("apps/inside/app.yaml", "../real/app.yaml");
        using var elsewhere = new TempFolder();
        elsewhere.Write("app.yaml", "secret");
        Link("apps/out/app.yaml", elsewhere["app.yaml"]);
        Link("apps/folder", elsewhere.Path);
        Link("apps/inner", "real");
        Link("apps/broken/app.yaml", "nothing");

        var tree = Look();

        Assert.Equal(["apps/inside/app.yaml", "apps/real/app.yaml"], tree.Files.Select(file => file.Path));
        Assert.Equal("inside", Encoding.UTF8.GetString(tree.Files[0].Content));
        Assert.Equal(
            [
                "apps/broken/app.yaml: is a symbolic link that leads to nothing",
                $"apps/folder: is a symbolic link out of the workspace, to {elsewhere.Path}. Copy the file into the workspace",
                "apps/inner: is a symbolic link to a folder. Links to folders are not followed: move the folder, or link its files",
                $"apps/out/app.yaml: is a symbolic link out of the workspace, to {elsewhere["app.yaml"]}. Copy the file into the workspace",
            ],
            tree.Errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_that_no_pattern_names_counts_once_it_was_asked_for()
    {
        _folder.Write("apps/a/app.yaml", "a");
        _folder.Write("apps/a/extra.conf", "one");
        var first = Look();
        Assert.True(first.TryFind("apps/a/extra.conf", out var file));
        Assert.Equal("one", Encoding.UTF8.GetString(file.Content));
        Assert.DoesNotContain(first.Files, other => other.Path == "apps/a/extra.conf");
        Assert.False(first.TryFind("apps/a/missing.conf", out _));
        Assert.False(first.TryFind("../outside", out _));
        Assert.Single(first.Errors);

        var record = Record(first);
        Assert.True(Look(record).IsUnchanged);
        _folder.Write("apps/a/extra.conf", "two", secondsAgo: 10);
        Assert.Equal([new("apps/a/extra.conf", SourceChangeKind.Changed)], Look(record).Changes);
        _folder.Write("apps/a/missing.conf", "here now", secondsAgo: 10);
        Assert.Contains(new SourceChange("apps/a/missing.conf", SourceChangeKind.Added), Look(record).Changes);
    }

    [Fact]
    public void A_file_that_changes_between_the_look_and_the_reading_is_an_error()
    {
        _folder.Write("templates/large", new string('x', 300_000));
        var file = Assert.Single(Look().Files);
        _folder.Write("templates/large", new string('y', 300_000));
        Assert.Contains("changed while", Assert.Throws<SourceException>(() => file.Content).Message, StringComparison.Ordinal);
    }

    SourceTree Look(BuildRecord? record = null) => SourceTree.Look(_folder.Path, Layout, record ?? BuildRecord.Empty);

    static BuildRecord Record(SourceTree tree) => BuildRecord.Open(
        new RecordUpdate(BuildRecord.Empty).ToBytes(tree.ToRecord(), static _ => false, true, "", tree.Layout.ToString(), []))!;

    void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.CreateSymbolicLink(_folder[path], target);
    }
}
