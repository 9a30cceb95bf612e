using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Data;

/// <summary>The right answers: for each sample the index that the network should give.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The array.</param>
/// <param name="Values">One for each sample.</param>
internal sealed record LabelArray(string Path, string Name, int[] Values)
{
    /// <summary>
    /// Takes them from the file of <c>--labels</c> (its only array, or the one called <c>labels</c>), else from the data's array <c>labels</c>.
    /// </summary>
    /// <exception cref="DiagnosticException">There are none where they were asked for, or they do not fit.</exception>
    public static LabelArray? Load(DataContainer data, string? path)
    {
        if (path is not null)
        {
            return Load(DataContainer.Open(path));
        }

        return Find(data) is { } array ? Read(data, array) : null;
    }

    /// <summary>Takes them from a file of their own: its only array, or the one called <c>labels</c>.</summary>
    /// <exception cref="DiagnosticException">There are none, or they are no indices.</exception>
    public static LabelArray Load(DataContainer container)
    {
        var array = Find(container) ?? (container.Arrays.Count == 1 ? container.Arrays[0] : null);
        return array is not null ? Read(container, array)
            : throw new DiagnosticException(Catalog.NoLabels(container.Path, container.Arrays.Select(container.NameOf)));
    }

    /// <summary>The first so many, or all.</summary>
    public LabelArray Take(int? limit) => limit < Values.Length ? this with { Values = Values[..limit.Value] } : this;

    // Labels of text, as names of classes, are not passed over.
    private static TensorInfo? Find(DataContainer container) =>
        container.WhyUnreadable(DataContainer.Labels) is { } why ? throw new DiagnosticException(why) : container.Find(DataContainer.Labels);

    private static LabelArray Read(DataContainer container, TensorInfo array)
    {
        var name = container.NameOf(array);
        if (array.Shape.Rank == 0 || array.Shape.Skip(1).Any(extent => extent != 1))
        {
            throw new DiagnosticException(Catalog.LabelShape(container.Path, name, array.Shape));
        }

        var values = container.Read(array).ToDoubles();
        var wrong = System.Array.FindIndex(values, value => !(value >= 0 && value <= int.MaxValue && value % 1 == 0));
        return wrong < 0 ? new LabelArray(container.Path, name, System.Array.ConvertAll(values, value => (int)value))
            : throw new DiagnosticException(Catalog.LabelNotWhole(container.Path, name, wrong, values[wrong]));
    }
}
