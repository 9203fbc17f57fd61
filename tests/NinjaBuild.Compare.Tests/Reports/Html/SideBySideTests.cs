using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Reports.Html;

namespace NinjaBuild.Compare.Tests.Reports.Html;

public sealed class SideBySideTests
{
    [Fact]
    public void A_line_is_marked_by_how_much_its_fields_difference_matters_and_other_lines_are_not()
    {
        var deployment = SampleReport.Make().Charts[0].Environments[0].Objects.Single(entry => entry.Object.Kind == "Deployment");

        var rows = SideBySide.Of(deployment).Where(row => row.Mark != LineMark.Same).Select(row => $"{row.Mark}: {row.Before?.Trim()} | {row.After?.Trim()}");

        Assert.Equal(
            [
                "Text:  | labels:",
                "Cosmetic:  | app.kubernetes.io/name: web",
                "Behaviour: value: </script><img src=x onerror=document.title='broken'> | value: hello",
                "Behaviour: image: ghcr.io/example/web:1.0 | image: ghcr.io/example/web:1.1",
                "Text: cpu: 1000m | cpu: 1",
            ],
            rows);
    }

    [Fact]
    public void An_object_of_one_side_only_has_nothing_to_stand_beside_it() =>
        Assert.Empty(SideBySide.Of(new ObjectComparison(ObjectChange.Added, Before: null, new ComparedObject("", "Service", "shop", "web", Source: null, "kind: Service"), [])));

    [Theory]
    [InlineData("spec.ports[port=80,protocol=TCP].name", 3, 3)]
    [InlineData("spec.ports[port=81,protocol=TCP]", 5, 6)]
    [InlineData("spec.args[--debug]", 8, 8)]
    [InlineData("metadata.annotations[\"a.b/c\"]", 11, 12)]
    [InlineData("spec", 1, 8)]
    public void A_field_is_found_in_the_text_with_all_below_it(string path, int first, int last) => Assert.Equal((first, last), new FieldLines(
        """
        spec:
          ports:
            - name: http
              port: 80
            - name: debug
              port: 81
          args:
            - --debug
        metadata:
          annotations:
            a.b/c: |-
              text
        """).Find(path));
}
