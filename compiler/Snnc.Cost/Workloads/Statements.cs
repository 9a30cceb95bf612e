using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Cost.Workloads;

/// <summary>Walks over the statements of neurons' bodies.</summary>
internal static class Statements
{
    /// <summary>All statements of a body, each before those inside it.</summary>
    public static IEnumerable<Stmt> In(IEnumerable<Stmt> body) => body.SelectMany(statement => Inner(statement).Prepend(statement));

    private static IEnumerable<Stmt> Inner(Stmt statement) => statement switch
    {
        IfStmt branch => In(branch.Then).Concat(In(branch.Else)),
        SpikeStmt spike => In(spike.Body),
        _ => [],
    };
}
