using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Ir;

/// <summary>Walks over the statements of neurons' bodies.</summary>
public static class Statements
{
    /// <summary>All statements of a body, each before those inside it.</summary>
    public static IEnumerable<Stmt> In(IEnumerable<Stmt> body) => body.SelectMany(statement => Inner(statement).Prepend(statement));

    /// <summary>The states that a body sets, once for each statement that does.</summary>
    public static IEnumerable<string> StatesSetIn(IEnumerable<Stmt> body) => In(body).OfType<AssignStateStmt>().Select(assign => assign.Name);

    private static IEnumerable<Stmt> Inner(Stmt statement) => statement switch
    {
        IfStmt branch => In(branch.Then).Concat(In(branch.Else)),
        SpikeStmt spike => In(spike.Body),
        _ => [],
    };
}
