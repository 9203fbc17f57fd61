using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Values;

/// <summary>Paths of values with dots between the keys (<c>chartutil.Values.Table</c> and <c>PathValue</c>).</summary>
static class ValuesPath
{
    /// <summary>The table at a path; null where there is none.</summary>
    public static Map? Table(Map values, string path)
    {
        var table = values;
        foreach (var key in path.Split('.'))
        {
            if (!table.TryGetValue(key, out var value) || value is not Map inner)
                return null;
            table = inner;
        }

        return table;
    }

    /// <summary>The value at a path, which is no table.</summary>
    public static bool TryValue(Map values, string path, out object? value)
    {
        value = null;
        var dot = path.LastIndexOf('.');
        var table = dot < 0 ? values : Table(values, path[..dot]);
        return table is not null && table.TryGetValue(path[(dot + 1)..], out value) && value is not Map;
    }
}
