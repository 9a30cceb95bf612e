using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>
/// Finds a node's tensors, given as arguments or by its label (<c>fc1.weight</c>, else <c>fc1_weight</c>), and checks their shapes.
/// </summary>
internal sealed class TensorFinder(DiagnosticBag bag)
{
    /// <summary>The weight, which must have this shape.</summary>
    public void Weight(NetNode node, Shape shape, string arithmetic, Shape? input = null)
    {
        var weight = node.Arguments.Values.TryGetValue("weight", out var given) ? given : ByLabel(node, "weight", false);
        node.Tensors["weight"] = weight is null ? new BoundError(node.At) : Shaped(node, "weight", weight, shape, arithmetic + Mend(weight, shape, input));
    }

    /// <summary>The bias of as many elements; <see cref="BoundNone"/> where the program says so.</summary>
    public void Bias(NetNode node, int size)
    {
        if (node.Arguments.Values.TryGetValue("bias", out var given))
        {
            node.Tensors["bias"] = given is BoundNone ? given : Shaped(node, "bias", given, [size], $"one number for each of {size} outputs");
            return;
        }

        // Where the weight is missing too, that has been reported: one message is enough.
        var bias = node.Tensors["weight"].Type == BoundType.Error ? null : ByLabel(node, "bias", true);
        node.Tensors["bias"] = bias is null ? new BoundError(node.At) : Shaped(node, "bias", bias, [size], $"one number for each of {size} outputs");
    }

    /// <summary>A tensor that must be there under the node's label, for example <c>running_mean</c>; false when something was reported.</summary>
    public bool Required(NetNode node, string role, Shape shape, string arithmetic)
    {
        var tensor = ByLabel(node, role, false);
        node.Tensors[role] = tensor is null ? new BoundError(node.At) : Shaped(node, role, tensor, shape, arithmetic);
        return node.Tensors[role].Type != BoundType.Error;
    }

    /// <summary>A tensor that may be absent.</summary>
    public void Optional(NetNode node, string role, Shape shape)
    {
        if (Lookup(node, role) is { } tensor)
        {
            node.Tensors[role] = Shaped(node, role, tensor, shape, "");
        }
    }

    /// <summary>The weight of a <c>sparse</c>: given, stored with its pattern, or by label; a number, or one per synapse. Its bias is none
    /// unless given.</summary>
    public void SparseWeight(NetNode node, BoundPattern pattern, long targets)
    {
        var isGiven = node.Arguments.Values.TryGetValue("weight", out var given);
        if (isGiven && pattern.Tensor is not null)
        {
            bag.Add(Catalog.WrongArgument(given!.At, "sparse", "weight", "left out: the stored matrix holds the weights"));
        }

        node.Tensors["weight"] = pattern.Tensor?.Data ?? given ?? ByLabel(node, "weight", false) ?? new BoundError(node.At);
        node.Tensors["bias"] = !node.Arguments.Values.TryGetValue("bias", out var bias) || bias is BoundNone ? new BoundNone(node.At)
            : Shaped(node, "bias", bias, [(int)targets], $"one number for each of {targets} targets");
    }

    /// <summary>The embedding's table, [entries, size].</summary>
    public void Table(NetNode node, int size)
    {
        var table = node.Arguments.Values.TryGetValue("weight", out var given) ? given : ByLabel(node, "weight", false);
        var isRight = table is not null && (table is BoundTensor { IsKnown: false } || (table.Shape.Rank == 2 && table.Shape[1] == size));
        if (table is not null && !isRight && table.Type != BoundType.Error)
        {
            bag.Add(Catalog.TensorShape(table.At, Name(table), $"[entries, {size}]", table.Shape.ToString(),
                "an embedding's table is [entries, size]"));
        }

        node.Tensors["weight"] = isRight ? table! : new BoundError(node.At);
    }

    private BoundExpr Shaped(NetNode node, string role, BoundExpr value, Shape shape, string arithmetic)
    {
        if (value.Type == BoundType.Error)
        {
            return value;
        }

        if (value is BoundTensor { DType: DType.Bool } boolean)
        {
            bag.Add(Catalog.TensorType(value.At, Name(value), "numbers", "true or false"));
            return new BoundError(value.At);
        }

        if (value is BoundTensor { IsKnown: false } unknown)
        {
            return unknown with { Shape = shape };
        }

        if (value.Shape == shape || value is BoundUniform)
        {
            return value;
        }

        bag.Add(Catalog.TensorShape(value.At, value is BoundTensor ? Name(value) : $"'{role}' of '{node.Name}'", shape.ToString(),
            value.Shape.ToString(), arithmetic));
        return new BoundError(value.At);
    }

    // What most often makes a matrix of another shape, and how it is mended.
    private static string Mend(BoundExpr weight, Shape shape, Shape? input) => weight switch
    {
        BoundTensor { Shape.Rank: 2 } tensor when shape.Rank == 2 && tensor.Shape[0] == shape[1] && tensor.Shape[1] == shape[0] =>
            $"; one that is stored as [in, out] is taken by `weight = transpose({tensor.Container}[\"{tensor.Key}\"])`",
        BoundTensor { Shape.Rank: 2 } tensor when input is { Rank: > 1 } whole && tensor.Shape[1] == whole.Size =>
            $"; `flatten` before it makes {whole} the {tensor.Shape[1]} inputs that the tensor has",
        BoundTensor { Shape.Rank: 2 } tensor when input is not null && tensor.Shape[1] == shape[1] => $"; `dense({tensor.Shape[0]})` is what the tensor fits",
        { Shape.Rank: 0 } and not BoundTensor => "; inputs are not counted out in the program, and a tensor is given as `weight = w[\"NAME\"]`",
        _ => "",
    };

    private static string Name(BoundExpr value) => value is BoundTensor { Key.Length: > 0 } tensor ? $"'{tensor.Key}'" : "given here";

    private static IEnumerable<string> Keys(NetNode node, string role) => [$"{node.Key}.{role}", $"{node.Key}_{role}"];

    private BoundExpr? Lookup(NetNode node, string role)
    {
        foreach (var weights in node.Key is null ? [] : node.Scope!.Containers())
        {
            if (weights.IsBroken)
            {
                return new BoundError(node.At);
            }

            if (weights.Source is null)
            {
                return weights.Tensor($"{node.Key}.{role}", node.At, bag);
            }

            if (Keys(node, role).FirstOrDefault(key => weights.Find(key) is not null) is { } found)
            {
                return weights.Tensor(found, node.At, bag);
            }
        }

        return null;
    }

    private BoundExpr? ByLabel(NetNode node, string role, bool isBias)
    {
        if (node.Key is null)
        {
            bag.Add(Catalog.NoKey(node.At, node.Symbol!.Name, role, node.Symbol.Parameters.Any(parameter => parameter.Name == role)));
            return null;
        }

        if (Lookup(node, role) is { } found)
        {
            return found;
        }

        var weights = node.Scope!.Containers()[0];
        var key = $"{node.Key}.{role}";
        weights.IsUsed = true;
        if (Keys(node, role).Any(name => weights.ReportUnreadable(name, node.At, bag)))
        {
            return null;
        }

        if (isBias)
        {
            bag.Add(Catalog.MissingBias(node.At, node.Name, key, weights.Shown));
        }
        else
        {
            weights.ReportMissing(key, node.At, bag, node.Symbol!.Parameters.Any(parameter => parameter.Name == role) ? role : null);
        }

        return null;
    }
}
