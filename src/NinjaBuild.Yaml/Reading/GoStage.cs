namespace NinjaBuild.Yaml.Reading;

/// <summary>The passes of sigs.k8s.io/yaml over a text: each sees its errors only where those before it found none.</summary>
enum GoStage
{
    /// <summary>go-yaml reads the text and looks up what aliases stand for.</summary>
    Parse,

    /// <summary>go-yaml makes values of the nodes.</summary>
    Decode,

    /// <summary>sigs.k8s.io/yaml makes strings of the keys.</summary>
    Convert,

    /// <summary>encoding/json writes what became of it.</summary>
    Write,
}
