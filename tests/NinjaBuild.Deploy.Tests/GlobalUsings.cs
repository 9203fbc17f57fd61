global using Tree = System.Collections.Generic.IReadOnlyDictionary<string, object?>;
