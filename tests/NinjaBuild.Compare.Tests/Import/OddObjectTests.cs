using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Charts.Composition;
using NinjaBuild.Compare.Import;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Yaml;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Tests.Import;

/// <summary>Charts render to whatever their authors wrote: fields of the wrong type, missing ones, and ones that nobody knows.</summary>
public sealed class OddObjectTests
{
    static readonly string Objects = string.Join(
        "\n---\n",
        LiveText.Deployment("web", LiveText.HttpPort + "          env: [{ name: A, value: b }, { name: S, valueFrom: { secretKeyRef: { name: s, key: k } } }]\n"
            + "          livenessProbe: { httpGet: { path: /health, port: http } }\n          resources: { limits: { cpu: 100m } }\n          volumeMounts: [{ name: files, mountPath: /etc/web }]\n",
            "      serviceAccountName: web\n      volumes: [{ name: files, configMap: { name: web } }]\n"),
        LiveText.Service("web", "web"),
        LiveText.Ingress("shop", ("/web", "web")),
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { A: b }\n",
        "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 1, selector: { matchLabels: { app: web } } }\n",
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: report }\nspec: { schedule: \"@daily\", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: report, image: \"report:1\" }] } } } } }\n");

    static readonly object?[] Odd = [null, "", "text", "\"", "a\nb\n", 0L, -1L, 99999999999L, 1.5, true, new List<object?>(), new List<object?> { "x", null }, new Map(), new Map { ["x"] = "y" }, "{{ x }}", "ünïcödé"];

    [Fact]
    public void An_object_with_odd_fields_is_imported_all_the_same_and_composes()
    {
        var choices = from places in Gen.ListOf(Gen.Choose(0, 10_000), 3) from values in Gen.ListOf(Gen.Choose(0, Odd.Length - 1), 3) select places.Zip(values).ToList();

        Prop.ForAll(choices.ToArbitrary(), changes =>
        {
            var trees = YamlReader.Read(Objects, "live").Documents.Select(document => (Map)YamlValues.ToObject(document)!).ToList();
            foreach (var (place, value) in changes)
                Change(trees, place, TreeAccess.Copy(Odd[value]));
            using var workspace = ImportedWorkspace.Of(string.Join("---\n", trees.Select(tree => YamlWriter.Write(tree).Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal))));
            try
            {
                workspace.Import();
            }
            catch (Exception error) when (error is ImportException or ChartException)
            {
                return;
            }

            try
            {
                workspace.Compare("dev");
            }
            catch (CompositionFailedException error)
            {
                // What Kubernetes itself would refuse is refused here too.
                Assert.All(error.Errors, message => Assert.Contains("must contain matchLabels", message, StringComparison.Ordinal));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    // Replaces one field, somewhere below the kind and the name.
    static void Change(List<Map> trees, int place, object? value)
    {
        var places = new List<Action<object?>>();
        foreach (var tree in trees)
            Collect(tree, places);
        places[place % places.Count](value);
    }

    static void Collect(object? node, List<Action<object?>> places)
    {
        if (node is Map map)
        {
            foreach (var (key, inner) in map.Where(entry => entry.Key is not ("kind" or "apiVersion" or "metadata")).ToList())
            {
                places.Add(value => map[key] = value);
                Collect(inner, places);
            }
        }
        else if (node is List<object?> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                var index = i;
                places.Add(value => list[index] = value);
                Collect(list[i], places);
            }
        }
    }
}
