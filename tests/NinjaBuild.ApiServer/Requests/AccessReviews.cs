using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Faults;
using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Answers what the user may do and who it is.</summary>
sealed class AccessReviews(Permissions permissions)
{
    public Answer Answer(ApiRequest request, ApiResource resource)
    {
        var review = BodyReading.Mapping(request);
        review["status"] = resource.Kind switch
        {
            "SelfSubjectAccessReview" => Access(review),
            "SelfSubjectRulesReview" => Rules(),
            _ => new Tree { ["userInfo"] = new Tree { ["username"] = Permissions.User, ["groups"] = new TreeList { "system:authenticated" } } },
        };
        review.Own("metadata");
        return Requests.Answer.Of(review, 201);
    }

    Tree Access(Tree review)
    {
        var asked = review.At("spec", "resourceAttributes");
        if (asked is null) return new Tree { ["allowed"] = true };
        var resource = asked.Text("resource") ?? "*";
        if (asked.Text("subresource") is { Length: > 0 } sub) resource += "/" + sub;
        bool isAllowed = permissions.MayDo(asked.Text("verb") ?? "*", asked.Text("group") ?? "", resource, asked.Text("namespace") ?? "");
        return isAllowed ? new Tree { ["allowed"] = true, ["reason"] = "RBAC: allowed by the test" } : new Tree { ["allowed"] = false };
    }

    static Tree Rules()
    {
        var all = new TreeList { "*" };
        var rule = new Tree { ["verbs"] = all, ["apiGroups"] = all, ["resources"] = all };
        return new Tree { ["resourceRules"] = new TreeList { rule }, ["nonResourceRules"] = new TreeList(), ["incomplete"] = false };
    }
}
