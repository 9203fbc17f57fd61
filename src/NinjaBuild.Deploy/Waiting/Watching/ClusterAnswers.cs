using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Watching;

/// <summary>Asks the cluster what decides whether waiting is of any use; once for each class and deploy.</summary>
sealed class ClusterAnswers(ApiClient api)
{
    readonly Dictionary<ClusterQuestion, bool?> _known = [];

    /// <summary>The answer; null where it may not be read.</summary>
    public async Task<bool?> AskAsync(ClusterQuestion question, CancellationToken cancellation)
    {
        if (_known.TryGetValue(question, out var known)) return known;
        return _known[question] = await ReadAsync(question, cancellation);
    }

    async Task<bool?> ReadAsync(ClusterQuestion question, CancellationToken cancellation)
    {
        var resource = question.Kind == ClusterQuestionKind.BindsLate ? KnownResources.StorageClasses : KnownResources.IngressClasses;
        try
        {
            var found = await api.GetAsync(resource, "", question.Name, cancellation);
            return question.Kind == ClusterQuestionKind.BindsLate ? found.Text("volumeBindingMode") == "WaitForFirstConsumer" : found is null;
        }
        catch (ApiException e) when (e.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotAllowed)
        {
            return null;
        }
    }
}
