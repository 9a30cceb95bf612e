using System.Collections.Generic;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>What the names of a neuron's body mean while it is read. Locals hide states, and these ports.</summary>
internal sealed class BodyNames(IReadOnlyDictionary<string, Constant> constants)
{
    private readonly Dictionary<string, ExprType> _locals = [];
    private readonly Dictionary<string, ExprType> _states = [];
    private readonly Dictionary<string, ExprType> _ports = [];

    /// <summary>Adds a port.</summary>
    public void AddPort(Port port) => _ports[port.Name] = TypeOf(port.Element);

    /// <summary>Adds a state.</summary>
    public void AddState(State state) => _states[state.Name] = TypeOf(state.Element);

    /// <summary>Adds a local.</summary>
    public void AddLocal(string name, ExprType type) => _locals[name] = type;

    /// <summary>Whether a name is a local's.</summary>
    public bool IsLocal(string name) => _locals.ContainsKey(name);

    /// <summary>Whether a name is a state's.</summary>
    public bool IsState(string name) => _states.ContainsKey(name);

    /// <summary>What a name reads, or null.</summary>
    public Expr? Find(string name)
    {
        if (_locals.TryGetValue(name, out var type))
        {
            return new LocalExpr(type, name);
        }

        if (_states.TryGetValue(name, out type))
        {
            return new StateExpr(type, name);
        }

        return _ports.TryGetValue(name, out type) ? new PortExpr(type, name) : null;
    }

    /// <summary>What a constant reads, or null.</summary>
    public Expr? FindConstant(string name) =>
        constants.TryGetValue(name, out var constant) ? new ConstantExpr(TypeOf(constant.Element), name) : null;

    private static ExprType TypeOf(ElementType element) => element == ElementType.Int ? ExprType.Int : ExprType.Real;
}
