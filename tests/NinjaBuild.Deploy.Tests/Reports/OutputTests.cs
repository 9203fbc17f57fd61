using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Reports;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Tests.Reports;

/// <summary>What people get to see.</summary>
public sealed class OutputTests
{
    static readonly Release Shop = new("shop", "dev", "kind-dev", "shop-dev");

    [Fact]
    public void Nothing_of_a_cluster_steers_the_terminal_or_begins_a_line_of_its_own()
    {
        using var text = new StringWriter { NewLine = "\n" };
        new DeployOutput(text, Size: null).Write(["  ConfigMap a: \u001b[31mred\u001b[0m\u0007\n::set-output name=x::y\u202e"]);

        Assert.Equal("  ConfigMap a: red ::set-output name=x::y\n", text.ToString());
    }

    [Fact]
    public void Live_progress_writes_no_escape_sequences_but_its_own()
    {
        var text = new System.Text.StringBuilder();
        using (var progress = new LiveProgress("shop-dev", written => text.Append(written), () => (80, 24), TimeProvider.System))
        {
            progress.StepStarted("wave 0", 1);
            progress.Done(new ObjectIdentity("", "ConfigMap", "shop-dev", "a"), "\u001b]0;title\u0007created");
            progress.Note("\u001b[2Jnote");
        }

        Assert.DoesNotContain("title", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_as_markdown_holds_no_markup_of_strangers()
    {
        var item = new PlannedObject(
            new ObjectIdentity("", "ConfigMap", "shop-dev", "a"), new ApiResource("", "v1", "ConfigMap", "configmaps", IsNamespaced: true, new HashSet<string>()), PlanAction.Change, 0)
        {
            Changes = [new FieldChange("data[`x|y`]", "\"<b>`1`|\"", "\"2\"")],
            Reason = "<img src=x>",
        };
        var text = PlanMarkdown.Write(new DeployPlan(Shop, [item], []) { Notes = ["one\n# two <script>"] });

        Assert.Contains("> one # two &lt;script>\n", text, StringComparison.Ordinal);
        Assert.Contains("| &lt;img src=x> |\n", text, StringComparison.Ordinal);
        Assert.Contains("| `data['x\\|y']` | `\"<b>'1'\\|\"` | `\"2\"` |\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 3, "to go back to revision 3: ./build.sh Rollback --env dev --chart shop --revision 3")]
    [InlineData(false, null, "to take away what is there: ./build.sh Undeploy --env dev --chart shop")]
    [InlineData(true, null, "to go on: ./build.sh Undeploy --env dev --chart shop")]
    public void What_failed_is_followed_by_what_to_run(bool isRemoval, int? lastGood, string advice)
    {
        var outcome = new ReleaseOutcome(ReleaseResult.NotRolledBack) { Problems = [new DeployProblem("shop", "was stopped")], IsRemoval = isRemoval, LastGood = lastGood };

        Assert.EndsWith(advice, OutcomeText.Write(Shop, outcome, TimeSpan.FromSeconds(1)).Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "to go on: mend the cause and run ./build.sh Rollback --env dev --chart shop --record-namespace shop-dev; to take away what is there: ./build.sh Undeploy --env dev --chart shop --record-namespace shop-dev")]
    [InlineData(true, "to go on: ./build.sh Undeploy --env dev --chart shop --record-namespace shop-dev")]
    public void What_to_run_is_for_the_release_that_is_meant(bool isRemoval, string advice)
    {
        var outcome = new ReleaseOutcome(ReleaseResult.NotRolledBack) { Problems = [new DeployProblem("shop", "was stopped")], IsRemoval = isRemoval };

        Assert.EndsWith(advice, OutcomeText.Write(Shop with { IsElsewhere = true }, outcome, TimeSpan.FromSeconds(1)).Last(), StringComparison.Ordinal);
    }
}
