namespace Snnc.Compiler.Semantics.Names;

/// <summary>What a name in a program stands for.</summary>
public enum NameKind
{
    /// <summary>A constant of a file.</summary>
    Constant,

    /// <summary>A neuron model.</summary>
    Neuron,

    /// <summary>A block.</summary>
    Block,

    /// <summary>A network.</summary>
    Network,

    /// <summary>A constant of a network or block.</summary>
    LocalConstant,

    /// <summary>A <c>weights</c> declaration.</summary>
    Weights,

    /// <summary>An input of a network or block.</summary>
    Input,

    /// <summary>An output of a network or block.</summary>
    Output,

    /// <summary>A label of an operator or population.</summary>
    Node,

    /// <summary>A label of a block's instance.</summary>
    Instance,

    /// <summary>A parameter of a block.</summary>
    BlockParameter,

    /// <summary>A parameter of a neuron model.</summary>
    Parameter,

    /// <summary>A choice of a parameter.</summary>
    Choice,

    /// <summary>A state of a neuron model.</summary>
    State,

    /// <summary>A port of a neuron model.</summary>
    Port,

    /// <summary>A <c>var</c> of a clause, or the count of a <c>spike</c>.</summary>
    Local,

    /// <summary>An operator of the language.</summary>
    Operator,

    /// <summary>A parameter of an operator, function or rule.</summary>
    OperatorParameter,

    /// <summary>A function of the language.</summary>
    Function,

    /// <summary>A rule for the synapses of a <c>sparse</c>.</summary>
    Rule,

    /// <summary>A unit.</summary>
    Unit,

    /// <summary><c>step</c> or <c>steps</c> of a time block.</summary>
    TimeEntry,

    /// <summary>A method of integration.</summary>
    Method,

    /// <summary>A file that is used, or that weights are in.</summary>
    File,

    /// <summary>A tensor of a file.</summary>
    Tensor,
}
