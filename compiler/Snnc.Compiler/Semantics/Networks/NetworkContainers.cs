using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>The containers of a network, each file once, under names that are unique in the graph.</summary>
internal sealed class NetworkContainers(ProgramContext context)
{
    private const string AtLoadTime = "weights";

    private readonly Dictionary<(string From, string Reference), Weights> _byPath = [];
    private readonly List<Weights> _all = [];

    /// <summary>Opens a file, or gives the one opened before.</summary>
    public Weights Open(string preferredName, string sourcePath, string reference, Location at)
    {
        if (_byPath.TryGetValue((sourcePath, reference), out var known))
        {
            return known;
        }

        ITensorSource? source = null;
        try
        {
            source = context.Tensors.Open(sourcePath, reference);
        }
        catch (TensorFormatException error)
        {
            context.Bag.Add(Catalog.BadContainer(at, error.Path, error.Message, error.Hint));
        }

        var weights = new Weights(Unique(preferredName), reference, sourcePath, source, source is null);
        _byPath.Add((sourcePath, reference), weights);
        _all.Add(weights);
        return weights;
    }

    /// <summary>The container of a network that declares none: its tensors come when it is loaded.</summary>
    public Weights LoadTime(string sourcePath)
    {
        var weights = _all.FirstOrDefault(item => item.Path is null);
        if (weights is null)
        {
            weights = new Weights(Unique(AtLoadTime), null, sourcePath, null, false);
            _all.Add(weights);
        }

        return weights;
    }

    /// <summary>Those that a node takes a tensor from.</summary>
    public EquatableArray<BoundContainer> Used() =>
        _all.Where(item => item.IsUsed).Select(item => new BoundContainer(item.Name, item.Path, item.SourcePath)).ToEquatableArray();

    private string Unique(string name)
    {
        var unique = name;
        for (var i = 2; _all.Any(item => item.Name == unique); i++)
        {
            unique = $"{name}_{i}";
        }

        return unique;
    }
}
