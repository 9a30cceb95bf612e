using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Binds the first argument of <c>sparse</c>: a rule, or a tensor of which the rows are targets.</summary>
internal sealed class SparsePatternBinder(BodyScope scope, SourceText source, NetworkTime time, DiagnosticBag bag)
{
    /// <summary>Binds; null when something was reported.</summary>
    public BoundPattern? Bind(ExprSyntax syntax) => syntax switch
    {
        NameExprSyntax name when name.Ref.Name == "one_to_one" => new BoundPattern("one_to_one", 0, 0, null),
        CallSyntax call when SparseRules.Find(call.Name.Text) is { } rule => BindRule(rule, call),
        CallSyntax call when FunctionTable.Find(call.Name.Text) is null => NotAPattern(new Location(source, syntax.Span)),
        TensorSyntax tensor => BindStored(tensor),
        _ => BindDense(syntax),
    };

    private BoundPattern? BindRule(OperatorSymbol rule, CallSyntax call)
    {
        var at = new Location(source, call.Span);
        var arguments = new OperatorArgumentBinder(scope, source, time, bag).Bind(rule, call.Arguments.Arguments, at);
        if (arguments.IsBroken)
        {
            return null;
        }

        var first = rule.Parameters.Count == 0 ? 0 : Number(arguments.Values[rule.Parameters[0].Name]);
        if (rule.Name == "probability" && first is < 0 or > 1)
        {
            bag.Add(Catalog.ArgumentOutOfRange(arguments.Values["p"].At, "the argument 'p' of 'probability'", "from 0 to 1",
                first.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return null;
        }

        return new BoundPattern(rule.Name, first, rule.Parameters.Count == 0 ? 0 : (long)Number(arguments.Values["seed"]), null);
    }

    private double Number(BoundExpr value) => ConstantEvaluator.TryEvaluate(value, time.Scale) ?? 0;

    // A sparse matrix is stored as several tensors under one name: NAME.indptr, NAME.indices, NAME.data (CSR) or NAME.row, NAME.col, NAME.data (COO).
    private BoundPattern? BindStored(TensorSyntax tensor)
    {
        var at = new Location(source, tensor.Span);
        var weights = scope.Find(tensor);
        var key = tensor.Key.StringValue;
        if (weights?.Source is null || weights.Find(key) is not null || weights.Find(key + ".data") is null)
        {
            return BindDense(tensor);
        }

        var data = weights.Tensor(key + ".data", at, bag);
        var isRows = weights.Find(key + ".indptr") is not null;
        var first = weights.Tensor(key + (isRows ? ".indptr" : ".row"), at, bag);
        var columns = weights.Tensor(key + (isRows ? ".indices" : ".col"), at, bag);
        return first is BoundTensor rows && columns is BoundTensor indices && AreIndices(rows) && AreIndices(indices)
            ? new BoundPattern("tensor", 0, 0, new BoundSparseTensor(isRows ? rows : null, isRows ? null : rows, indices, data))
            : null;
    }

    private bool AreIndices(BoundTensor tensor)
    {
        if (tensor.DType is >= Tensors.DType.Int8 and <= Tensors.DType.UInt64 && tensor.Shape.Rank == 1)
        {
            return true;
        }

        bag.Add(Catalog.TensorType(tensor.At, $"'{tensor.Key}'", "indices, one axis of whole numbers",
            $"{tensor.DType.ToString().ToLowerInvariant()}{tensor.Shape}"));
        return false;
    }

    private BoundPattern? BindDense(ExprSyntax syntax)
    {
        var value = new ExpressionBinder(scope, source, bag).Bind(syntax);
        if (value.Type == BoundType.Error)
        {
            return null;
        }

        if (value is BoundTensor { IsKnown: false } || value.Shape.Rank == 2)
        {
            return new BoundPattern("tensor", 0, 0, new BoundSparseTensor(null, null, null, value));
        }

        return NotAPattern(value.At);
    }

    private BoundPattern? NotAPattern(Location at)
    {
        bag.Add(Catalog.WrongArgument(at, "sparse", "pattern", "a rule (one_to_one, probability, fixed_fan_in) or a [to, from] matrix"));
        return null;
    }
}
