using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Tensors.Manifests;

/// <summary>
/// Manifests as text: a first line with the version, then a line for each thing, its fields divided by tabs.
/// <code>
/// snnm 1
/// container   models/digits.npz
/// tensor      fc1.weight   Float32   128,784   -0.5 0.5 100352
/// error       the file is empty
/// network     models/digits.snn   Digits   models_digits.Digits.snnw   embedded   9f86d0...
/// activity    models/digits.snn   Digits   h   0.05   o   0.01
/// </code>
/// A tab, line break or backslash in a name is written <c>\t</c>, <c>\n</c>, <c>\r</c> or <c>\\</c>.
/// </summary>
public static class ManifestText
{
    /// <summary>How the names of files end that hold such a text.</summary>
    public const string Ending = ".snnmanifest";

    private const string FirstLine = "snnm 1";
    private const string Container = "container", Tensor = "tensor", Fault = "error", Remedy = "hint", Network = "network", Embedded = "embedded",
        Activity = "activity";

    /// <summary>The text of a container's manifest; lines end in <c>\n</c>.</summary>
    public static string Of(TensorManifest manifest)
    {
        var lines = new List<string> { FirstLine, Line(Container, manifest.Path) };
        lines.AddRange(manifest.Tensors.Select(Of));
        lines.AddRange(manifest.Error is { } error ? [Line(Fault, error)] : Array.Empty<string>());
        lines.AddRange(manifest.Hint is { } hint ? [Line(Remedy, hint)] : Array.Empty<string>());
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>The text about packed and recorded networks; lines end in <c>\n</c>.</summary>
    public static string Of(IEnumerable<PackedNetwork> networks, IEnumerable<RecordedNetwork> recorded)
    {
        var lines = networks.Select(n => Line(Network, n.Program, n.Network, n.Name, n.IsEmbedded ? Embedded : "content", n.Sha256)).Concat(
            recorded.Select(n => Line([Activity, n.Program, n.Network, .. n.Densities.SelectMany(node => new[] { node.Name, Number(node.Density) })])));
        return string.Join("\n", lines.Prepend(FirstLine)) + "\n";
    }

    /// <summary>Reads a container's manifest; null where the text is none.</summary>
    public static TensorManifest? ReadContainer(string text)
    {
        var lines = Lines(text);
        var path = lines.FirstOrDefault(line => line[0] == Container && line.Count == 2);
        return path is null ? null : new TensorManifest(path[1], lines.Select(TensorOf).OfType<ManifestTensor>().ToEquatableArray())
        {
            Error = Single(lines, Fault),
            Hint = Single(lines, Remedy),
        };
    }

    /// <summary>Reads what a text says of packed networks; nothing where it is of another kind.</summary>
    public static EquatableArray<PackedNetwork> ReadNetworks(string text) =>
        Lines(text).Where(line => line[0] == Network && line.Count == 6)
            .Select(line => new PackedNetwork(line[1], line[2], line[3], line[4] == Embedded, line[5])).ToEquatableArray();

    /// <summary>Reads what a text says of recorded networks; nothing where it is of another kind.</summary>
    public static EquatableArray<RecordedNetwork> ReadActivities(string text) =>
        Lines(text).Where(line => line[0] == Activity && line.Count >= 3)
            .Select(line => new RecordedNetwork(line[1], line[2], DensitiesOf(line).ToEquatableArray())).ToEquatableArray();

    private static IEnumerable<RecordedNode> DensitiesOf(IReadOnlyList<string> line)
    {
        for (var i = 3; i + 1 < line.Count; i += 2)
        {
            if (double.TryParse(line[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var density))
            {
                yield return new RecordedNode(line[i], density);
            }
        }
    }

    private static string Of(ManifestTensor tensor)
    {
        var shape = string.Join(",", tensor.Info.Shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
        var line = Line(Tensor, tensor.Info.Key, tensor.Info.DType.ToString(), shape);
        return tensor.Statistics is { } known
            ? line + "\t" + string.Join(" ", Number(known.Least), Number(known.Greatest), known.NonZeros.ToString(CultureInfo.InvariantCulture))
            : line;
    }

    private static ManifestTensor? TensorOf(IReadOnlyList<string> line)
    {
        if (line[0] != Tensor || line.Count < 4 || !Enum.TryParse<DType>(line[2], out var type) || ShapeOf(line[3]) is not { } shape)
        {
            return null;
        }

        return new ManifestTensor(new TensorInfo(line[1], type, shape), line.Count > 4 ? StatisticsOf(line[4]) : null);
    }

    private static Shape? ShapeOf(string text)
    {
        var extents = new List<int>();
        foreach (var part in text.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var extent))
            {
                return null;
            }

            extents.Add(extent);
        }

        return Shape.Of(extents);
    }

    private static TensorStatistics? StatisticsOf(string text)
    {
        var parts = text.Split(' ');
        return parts.Length == 3
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var least)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var greatest)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var nonZeros)
            ? new TensorStatistics(least, greatest, nonZeros) : null;
    }

    private static string? Single(IEnumerable<IReadOnlyList<string>> lines, string word) =>
        lines.FirstOrDefault(line => line[0] == word && line.Count == 2)?[1];

    private static List<IReadOnlyList<string>> Lines(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        return lines[0] == FirstLine ? lines.Skip(1).Where(line => line.Length > 0).Select(Fields).ToList() : [];
    }

    private static string Line(params string[] fields) => string.Join("\t", fields.Select(Escape));

    private static IReadOnlyList<string> Fields(string line) => line.Split('\t').Select(Unescape).ToList();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string field) =>
        field.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r");

    private static string Unescape(string field)
    {
        if (field.IndexOf('\\') < 0)
        {
            return field;
        }

        var result = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            var isEscape = field[i] == '\\' && i + 1 < field.Length;
            i += isEscape ? 1 : 0;
            result.Append(!isEscape ? field[i] : field[i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other });
        }

        return result.ToString();
    }
}
