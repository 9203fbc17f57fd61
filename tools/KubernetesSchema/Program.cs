using NinjaBuild.KubernetesSchema;

// Makes src/NinjaBuild.Kubernetes/Schema/kubernetes-schema.txt again:
//   dotnet run --project tools/KubernetesSchema -- FOLDER
// FOLDER holds openapi-1.NN.json.gz, one for each version.
if (args.Length != 1 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("usage: KubernetesSchema FOLDER   (the folder with openapi-1.NN.json.gz)");
    return 2;
}

try
{
    var releases = ApiRelease.ReadAll(args[0]);
    Enumerations.Complete(releases);
    var text = new SchemaTextWriter(releases).Write();
    var path = Path.Combine(RepositoryRoot(), "src", "NinjaBuild.Kubernetes", "Schema", "kubernetes-schema.txt");
    File.WriteAllText(path, text);
    Console.WriteLine($"{path}: {text.Length} characters from {string.Join(", ", releases.Select(release => release.Version))}");
    return 0;
}
catch (InvalidDataException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static string RepositoryRoot()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (!File.Exists(Path.Combine(folder.FullName, "NinjaBuild.sln"))) folder = folder.Parent!;
    return folder.FullName;
}
