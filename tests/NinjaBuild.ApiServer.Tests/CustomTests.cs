namespace NinjaBuild.ApiServer.Tests;

public sealed class CustomTests : ServerTest
{
    public const string Widgets = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: widgets.example.com }
        spec:
          group: example.com
          scope: Namespaced
          names: { kind: Widget, plural: widgets, shortNames: [wd] }
          versions:
          - name: v1
            served: true
            storage: true
            subresources: { status: {} }
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    required: [parts]
                    properties:
                      shape: { type: string, default: round }
                      parts:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [name]
                        items: { type: object, required: [name], properties: { name: { type: string }, size: { type: integer } } }
                  status: { type: object, x-kubernetes-preserve-unknown-fields: true }
        """;

    const string Path = "/apis/example.com/v1/namespaces/default/widgets";
    const string Widget = "{apiVersion: example.com/v1, kind: Widget, metadata: {name: w}, spec: {parts: [{name: a}]}}";

    [Fact]
    public async Task A_kind_is_served_once_its_definition_is_established()
    {
        Server.Objects.HoldDefinitions = true;
        Server.Objects.Apply(Widgets);
        Assert.Equal(404, (await Api.CreateAsync(Path, Widget)).Status);
        Server.Objects.Establish("widgets.example.com");
        Assert.Equal(201, (await Api.CreateAsync(Path, Widget)).Status);
        var definition = await Api.GetAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");
        Assert.Equal("\"Established\"", definition.At("status", "conditions", "1", "type"));
    }

    [Fact]
    public async Task Its_objects_are_pruned_filled_in_and_checked()
    {
        Server.Objects.Apply(Widgets);
        var reply = await Api.CreateAsync(Path, Widget.Replace("spec: {", "spec: {colour: red, ", StringComparison.Ordinal));
        Assert.Equal("""{"parts":[{"name":"a"}],"shape":"round"}""", reply.At("spec"));
        Assert.Equal(["299 - \"unknown field \\\"spec.colour\\\"\""], reply.Warnings);
        var refused = await Api.CreateAsync(Path, "{apiVersion: example.com/v1, kind: Widget, metadata: {name: x}, spec: {}}");
        Assert.Equal("Widget.example.com \"x\" is invalid: spec.parts: Required value", refused.Message);
    }

    [Fact]
    public async Task Its_objects_go_with_the_definition()
    {
        Server.Objects.Apply(Widgets);
        await Api.CreateAsync(Path, Widget);
        await Api.DeleteAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");
        Assert.Equal(404, (await Api.GetAsync(Path)).Status);
        Assert.Empty(Server.Objects.List("widgets.example.com"));
    }
}
