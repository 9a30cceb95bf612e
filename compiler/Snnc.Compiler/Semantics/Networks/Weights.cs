using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>A container of a network. Source is null where it could not be opened (reported) or comes at load time.</summary>
internal sealed class Weights(string name, string? path, string sourcePath, ITensorSource? source, bool isBroken)
{
    private readonly Dictionary<string, TensorInfo> _tensors = ByKey(source);

    /// <summary>Gets its name in the graph.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the path as written, or null.</summary>
    public string? Path { get; } = path;

    /// <summary>Gets the .snn that the path is relative to.</summary>
    public string SourcePath { get; } = sourcePath;

    /// <summary>Gets the opened container.</summary>
    public ITensorSource? Source { get; } = source;

    /// <summary>Gets a value indicating whether opening failed, which has been reported.</summary>
    public bool IsBroken { get; } = isBroken;

    /// <summary>Gets or sets a value indicating whether a node takes a tensor from it.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Gets how messages name it.</summary>
    public string Shown => Path is null ? "the weights" : $"\"{Path}\"";

    /// <summary>What the container says of a key, or null.</summary>
    public TensorInfo? Find(string key) => _tensors.TryGetValue(key, out var info) ? info : null;

    /// <summary>The tensor of that key as an expression; reports a missing one.</summary>
    public BoundExpr Tensor(string key, Location at, DiagnosticBag bag)
    {
        IsUsed = true;
        if (IsBroken)
        {
            return new BoundError(at);
        }

        if (Source is null)
        {
            return Unknown(key, at);
        }

        if (Find(key) is { } info)
        {
            return new BoundTensor(info.Shape, Name, key, info.DType, true, at);
        }

        ReportMissing(key, at, bag);
        return new BoundError(at);
    }

    /// <summary>Reports that the container has no tensor of that name, and what it has.</summary>
    /// <param name="key">The tensor's name.</param>
    /// <param name="at">Where it is needed.</param>
    /// <param name="bag">Takes the finding.</param>
    /// <param name="role">By which argument another could be given, or null where the name was given already.</param>
    public void ReportMissing(string key, Location at, DiagnosticBag bag, string? role = null)
    {
        if (!ReportUnreadable(key, at, bag))
        {
            bag.Add(Catalog.MissingTensor(
                at, key, Shown, bag.Nearest(key, _tensors.Keys, 3), _tensors.Keys.ToList(), role is null ? null : $"{role} = {Name}"));
        }
    }

    /// <summary>Reports that the container has a tensor of that name which cannot be read; false where it has none.</summary>
    public bool ReportUnreadable(string key, Location at, DiagnosticBag bag)
    {
        if ((Source as IUnreadableTensors)?.WhyUnreadable(key) is not { } why)
        {
            return false;
        }

        bag.Add(Catalog.BadContainer(at, Shown, why.Reason, why.Hint));
        return true;
    }

    /// <summary>A tensor of a container that comes at load time.</summary>
    public BoundTensor Unknown(string key, Location at) => new(Shape.Scalar, Name, key, DType.Float32, false, at);

    private static Dictionary<string, TensorInfo> ByKey(ITensorSource? source)
    {
        var tensors = new Dictionary<string, TensorInfo>();
        foreach (var info in source?.Tensors ?? [])
        {
            tensors[info.Key] = info;
        }

        return tensors;
    }
}
