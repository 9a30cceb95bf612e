using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Hdf5;

namespace Snnc.Import.Nir;

/// <summary>
/// Reads NIR's files: HDF5 with a group <c>node</c>, which is a graph or a single primitive. Whatever else a file holds (metadata, fields of newer
/// versions) is passed over.
/// </summary>
internal static class NirReader
{
    private const int MaxDepth = 64;

    // Files of one major version mean the same: 0.x and 1.x differ in fields that may be absent.
    private const int NewestMajor = 1;

    /// <summary>The graph of a file. A single primitive gets an input and an output.</summary>
    /// <exception cref="ImportException">It is no NIR file, or one with unknown or incomplete nodes.</exception>
    /// <exception cref="TensorFormatException">The file is damaged.</exception>
    public static NirGraph Read(Hdf5Group root)
    {
        if (!root.TryFind("node", out var node) || node is not Hdf5Group group)
        {
            throw new ImportException("the file has no group 'node', so it is no NIR graph", "name a file that nir.write made");
        }

        return ReadNode(group, "node", 0) switch
        {
            NirGraph graph => graph,
            var single => new NirGraph("", [single], []),
        };
    }

    /// <summary>What is to be said of a file's version: nothing, unless it may mean more than what is read.</summary>
    public static List<string> VersionReading(Hdf5Group root) =>
        Dataset(root, "version") is { Kind: Hdf5Kind.Text } dataset && dataset.ReadTexts() is [var version]
        && int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major > NewestMajor
            ? [$"the file is of NIR {version}, and is read as one of NIR {NewestMajor}: what is new since then is passed over"] : [];

    private static NirNode ReadNode(Hdf5Group group, string name, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ImportException($"'{group.Path}' is nested more than {MaxDepth} graphs deep");
        }

        var type = Text(group, "type");
        return type == "NIRGraph" ? ReadGraph(group, name, depth) : ReadPrimitive(group, name, type);
    }

    private static NirGraph ReadGraph(Hdf5Group group, string name, int depth)
    {
        if (!group.TryFind("nodes", out var found) || found is not Hdf5Group nodes)
        {
            throw new ImportException($"graph '{group.Path}' has no group 'nodes'");
        }

        var list = nodes.Children.OfType<Hdf5Group>().Select(child => ReadNode(child, child.Name, depth + 1)).ToList();
        return new NirGraph(name, list, ReadEdges(group));
    }

    private static List<NirEdge> ReadEdges(Hdf5Group group)
    {
        var edges = Dataset(group, "edges") ?? throw new ImportException($"graph '{group.Path}' has no dataset 'edges'");
        if (edges.Shape.Any(extent => extent == 0))
        {
            return [];
        }

        if (edges.Kind != Hdf5Kind.Text || edges.Shape is not [_, 2])
        {
            var what = edges.Kind == Hdf5Kind.Text ? $"has the shape {Shape.Of(edges.Shape)}" : "does not hold text";
            throw new ImportException($"'{edges.Path}' should be pairs of names, and {what}");
        }

        var names = edges.ReadTexts();
        return [.. Enumerable.Range(0, names.Length / 2).Select(i => new NirEdge(names[2 * i], names[(2 * i) + 1]))];
    }

    private static NirPrimitive ReadPrimitive(Hdf5Group group, string name, string type)
    {
        var rules = NirSchema.FieldsOf(type) ?? throw UnknownType(group, type);
        var fields = new Dictionary<string, NirField>();
        foreach (var rule in rules)
        {
            if (Dataset(group, rule.Name) is { } dataset)
            {
                fields.Add(rule.Name, ReadField(dataset, rule, type));
            }
            else if (!rule.IsOptional)
            {
                throw new ImportException($"'{group.Path}' ({type}) has no field '{rule.Name}'");
            }
        }

        return new NirPrimitive(name, type, fields);
    }

    private static ImportException UnknownType(Hdf5Group group, string type)
    {
        var near = EditDistance.Nearest(type, NirSchema.Types);
        return new ImportException(
            $"'{group.Path}' is of the unknown type '{type}'",
            near is null ? $"known are {string.Join(", ", NirSchema.Types)} and NIRGraph" : $"did you mean '{near}'?");
    }

    private static NirField ReadField(Hdf5Dataset dataset, FieldRule rule, string type)
    {
        var isText = dataset.Kind == Hdf5Kind.Text;
        if (dataset.Kind == Hdf5Kind.Other
            || (isText && rule.Kind != FieldKind.Padding)
            || (dataset.Kind == Hdf5Kind.Real && rule.Kind != FieldKind.Real))
        {
            var expected = rule.Kind == FieldKind.Real ? "numbers" : "whole numbers";
            throw new ImportException($"field '{dataset.Path}' of the {type} should hold {expected}");
        }

        Array values = isText ? dataset.ReadTexts()
            : dataset.Kind == Hdf5Kind.Integer ? dataset.ReadIntegers()
            : dataset.ElementBytes > sizeof(float) ? dataset.ReadReals()
            : dataset.ReadSingles();
        var field = new NirField(Shape.Of(dataset.Shape), values);
        return values.Length == 0 ? throw new ImportException($"field '{dataset.Path}' holds nothing")
            : field.Reals.Any(x => !double.IsFinite(x)) ? throw new ImportException($"field '{dataset.Path}' holds what is no finite number")
            : field;
    }

    private static string Text(Hdf5Group group, string name) =>
        Dataset(group, name) is { Kind: Hdf5Kind.Text } dataset && dataset.ReadTexts() is [var text] ? text
        : throw new ImportException($"'{group.Path}' has no text '{name}', which says what kind of node it is");

    private static Hdf5Dataset? Dataset(Hdf5Group group, string name) => group.TryFind(name, out var found) ? found as Hdf5Dataset : null;
}
