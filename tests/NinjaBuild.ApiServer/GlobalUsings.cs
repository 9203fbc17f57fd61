global using NinjaBuild.Kubernetes.Trees;
global using Tree = System.Collections.Generic.Dictionary<string, object?>;
global using TreeList = System.Collections.Generic.List<object?>;
