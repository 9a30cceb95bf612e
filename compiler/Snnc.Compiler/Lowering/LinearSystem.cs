using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Numerics;

namespace Snnc.Compiler.Lowering;

/// <summary>
/// x' = A x + B u with u constant over the step, so x(1) = P x(0) + G u, where P and G are the upper blocks of the exponential of [A B; 0 0]
/// (Van Loan 1978). No inverse of A is needed, so integrators and equal time constants are no exception.
/// </summary>
/// <param name="states">The number of states.</param>
internal sealed class LinearSystem(int states)
{
    private readonly Dictionary<(int Row, int Column), LoadExpr> _entries = [];
    private readonly Dictionary<Expr, int> _drives = [];
    private readonly Dictionary<string, double[]> _exponentials = [];
    private int _columns = states;

    /// <summary>Gets the drives in the order of their first occurrence, and their columns.</summary>
    public IEnumerable<KeyValuePair<Expr, int>> Drives => _drives.OrderBy(drive => drive.Value);

    /// <summary>Gets the column of the drive 1, or null.</summary>
    public int? ConstantColumn { get; private set; }

    public void SetCoefficient(int row, int column, LoadExpr value) => Set(row, column, value);

    public void SetDrive(int row, Expr drive, LoadExpr factor)
    {
        if (!_drives.TryGetValue(drive, out var column))
        {
            _drives[drive] = column = _columns++;
        }

        Set(row, column, factor);
    }

    public void SetConstant(int row, LoadExpr value)
    {
        if (value is not LoadNumber { Value: 0 })
        {
            ConstantColumn ??= _columns++;
            Set(row, ConstantColumn.Value, value);
        }
    }

    /// <summary>An entry of the exponential; null where it is zero whatever the parameters are.</summary>
    public LoadExpr? Propagator(int row, int column)
    {
        // Only what lies on a way from row to column has a part in this entry.
        var forward = Reachable(row, (from, to) => _entries.ContainsKey((from, to)));
        var backward = Reachable(column, (to, from) => _entries.ContainsKey((from, to)));
        var part = Enumerable.Range(0, _columns).Where(k => forward.Contains(k) && backward.Contains(k)).ToList();
        if (part.Count == 0)
        {
            return null;
        }

        LoadExpr[] matrix = [.. from r in part from c in part select _entries.TryGetValue((r, c), out var entry) ? entry : LoadMath.Zero];
        return Entry(matrix, part, part.IndexOf(row), part.IndexOf(column));
    }

    private LoadExpr Entry(LoadExpr[] matrix, List<int> part, int row, int column)
    {
        var n = part.Count;
        if (n == 1)
        {
            return LoadMath.Unary("exp", matrix[0]);
        }

        if (matrix.All(entry => entry is LoadNumber))
        {
            return new LoadNumber(Exponential(matrix, part)[(row * n) + column]);
        }

        var shape = matrix.Aggregate(Shape.Scalar, (joint, entry) => Shape.Broadcast(joint, entry.Shape) ?? joint);
        return new LoadExponential(shape, n, [.. matrix], row, column);
    }

    // Many entries lie on the same ways, and share one exponential.
    private double[] Exponential(LoadExpr[] matrix, List<int> part)
    {
        var key = string.Join(" ", part);
        if (!_exponentials.TryGetValue(key, out var exponential))
        {
            exponential = MatrixExponential.Of([.. matrix.Select(entry => ((LoadNumber)entry).Value)], part.Count);
            _exponentials[key] = exponential;
        }

        return exponential;
    }

    private void Set(int row, int column, LoadExpr value)
    {
        if (value is not LoadNumber { Value: 0 })
        {
            _entries[(row, column)] = value;
        }
    }

    private HashSet<int> Reachable(int start, System.Func<int, int, bool> leads)
    {
        var found = new HashSet<int> { start };
        var open = new Stack<int>(found);
        while (open.Count > 0)
        {
            var from = open.Pop();
            foreach (var to in Enumerable.Range(0, _columns).Where(to => leads(from, to) && found.Add(to)))
            {
                open.Push(to);
            }
        }

        return found;
    }
}
