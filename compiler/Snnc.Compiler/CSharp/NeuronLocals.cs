using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>The locals in which the body of a population stands: for its states, ports and own variables, and for what it gives.</summary>
internal sealed class NeuronLocals
{
    private readonly Names _scope;
    private readonly Dictionary<(Type Kind, string Name), string> _names = [];
    private readonly HashSet<string> _portsRead = [];

    /// <summary>Names those of states, ports and the result.</summary>
    /// <param name="scope">The names of the method that the body stands in.</param>
    public NeuronLocals(NeuronOp neuron, Names scope)
    {
        _scope = scope;
        foreach (var state in neuron.States)
        {
            _names[(typeof(StateExpr), state.Name)] = scope.Local(state.Name);
        }

        foreach (var port in neuron.Ports)
        {
            _names[(typeof(PortExpr), port.Name)] = scope.Local(port.Name);
        }

        Emits = neuron.Body.Any(statement => statement is EmitStmt);
        Result = scope.Local(Emits ? "value" : "spikes");
    }

    /// <summary>Gets a value indicating whether the neurons give a value, not spikes.</summary>
    public bool Emits { get; }

    /// <summary>Gets the local that holds what the neurons give.</summary>
    public string Result { get; }

    /// <summary>The local that holds a state.</summary>
    public string State(string name) => _names[(typeof(StateExpr), name)];

    /// <summary>The local that holds the sum of a port.</summary>
    public string Port(string name) => _names[(typeof(PortExpr), name)];

    /// <summary>The local of a variable of the body.</summary>
    public string Variable(string name) => _names[(typeof(LocalExpr), name)];

    /// <summary>Makes the local of a variable of the body.</summary>
    public string NewVariable(string name) => _names[(typeof(LocalExpr), name)] = _scope.Local(name);

    /// <summary>Whether a port was read.</summary>
    public bool IsRead(string port) => _portsRead.Contains(port);

    /// <summary>What stands for something that an expression reads.</summary>
    /// <param name="readConstant">What stands for a constant.</param>
    public string Read(Expr expression, Func<string, string> readConstant)
    {
        switch (expression)
        {
            case ConstantExpr constant:
                return readConstant(constant.Name);
            case StateExpr state:
                return State(state.Name);
            case PortExpr port:
                _portsRead.Add(port.Name);
                return Port(port.Name);
            case LocalExpr local:
                return Variable(local.Name);
            default:
                throw new InvalidOperationException($"{expression.GetType().Name} has no form here.");
        }
    }
}
