using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>Reads load expressions.</summary>
internal sealed class LoadExprReader(IrCursor cursor)
{
    private static readonly LoadExpr Nothing = new LoadNumber(0);

    /// <summary>An expression.</summary>
    public LoadExpr Read(int depth = 0)
    {
        if (depth > IrCursor.MaxDepth)
        {
            cursor.Fail(Catalog.GraphTooDeep(cursor.Here, IrCursor.MaxDepth));
            return Nothing;
        }

        if (cursor.Is("-") || cursor.IsNumber)
        {
            return new LoadNumber(NumberReader.Double(cursor));
        }

        var at = cursor.Here;
        var function = cursor.Name("a number or function");
        var shape = cursor.Is("[") ? NumberReader.Shape(cursor) : null;
        cursor.Expect("(");
        var result = Call(function, shape, depth, at);
        cursor.Expect(")");
        return result;
    }

    private LoadExpr Call(string function, Shape? shape, int depth, Text.Location at)
    {
        switch (function)
        {
            case "tensor":
                return Tensor(Required(shape));
            case "uniform":
                return Uniform(Required(shape));
            case "quantize":
                var bits = NumberReader.Int(cursor);
                cursor.Expect(",");
                return Shaped(new LoadQuantize(Shape.Scalar, bits, Read(depth + 1)), shape);
            case "row_step":
                var stepBits = NumberReader.Int(cursor);
                cursor.Expect(",");
                return Shaped(new LoadRowStep(Shape.Scalar, stepBits, Read(depth + 1)), shape);
            case "sum":
                var axes = NumberReader.Int(cursor);
                cursor.Expect(",");
                return Shaped(new LoadSum(Shape.Scalar, axes, Read(depth + 1)), shape);
            case "exponential":
                return Shaped(Exponential(depth), shape);
            default:
                return WithOperands(function, shape, Operands(depth), at);
        }
    }

    private Shape Required(Shape? shape)
    {
        if (shape is null)
        {
            cursor.FailUnexpected("a shape");
        }

        return shape ?? Shape.Scalar;
    }

    private LoadTensor Tensor(Shape shape)
    {
        var container = cursor.Name("a container");
        cursor.Expect(",");
        return new LoadTensor(shape, container, cursor.String());
    }

    private LoadUniform Uniform(Shape shape)
    {
        var low = NumberReader.Double(cursor);
        cursor.Expect(",");
        var high = NumberReader.Double(cursor);
        cursor.Expect(",");
        return new LoadUniform(shape, low, high, NumberReader.Long(cursor));
    }

    private LoadExponential Exponential(int depth)
    {
        var n = NumberReader.Int(cursor);
        cursor.Expect(",");
        var row = NumberReader.Int(cursor);
        cursor.Expect(",");
        var column = NumberReader.Int(cursor);
        cursor.Expect(",");
        return new LoadExponential(Shape.Scalar, n, Operands(depth).ToEquatableArray(), row, column);
    }

    private List<LoadExpr> Operands(int depth)
    {
        List<LoadExpr> operands = [Read(depth + 1)];
        while (cursor.TryTake(","))
        {
            operands.Add(Read(depth + 1));
        }

        return operands;
    }

    private LoadExpr WithOperands(string function, Shape? shape, List<LoadExpr> operands, Text.Location at)
    {
        LoadExpr? call = (function, operands.Count) switch
        {
            ("transpose", 1) => new LoadTranspose(Shape.Scalar, operands[0]),
            ("reshape", 1) => new LoadReshape(Required(shape), operands[0]),
            ("select", 3) => new LoadSelect(Shape.Scalar, operands[0], operands[1], operands[2]),
            (_, 1) when LoadOperators.Unary.Contains(function) => new LoadUnary(Shape.Scalar, function, operands[0]),
            (_, 2) when LoadOperators.Binary.Contains(function) => new LoadBinary(Shape.Scalar, function, operands[0], operands[1]),
            _ => null,
        };
        if (call is null)
        {
            cursor.Fail(Catalog.UnknownInGraph(at, $"function of {operands.Count} operands", function));
        }

        return call is null ? Nothing : Shaped(call, shape);
    }

    // The stated shape, or what the operands make; operands that do not fit are the verifier's to report, under a stand-in.
    private static LoadExpr Shaped(LoadExpr call, Shape? shape) => call with { Shape = shape ?? LoadShapes.Of(call) ?? Shape.Scalar };
}
