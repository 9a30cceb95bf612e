using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>A member of a neuron model.</summary>
public abstract record NeuronMemberSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>param a = 1, b: {x, y} = x;</c>.</summary>
public sealed record ParamSyntax(TextSpan Span, EquatableArray<ParamDeclSyntax> Declarations) : NeuronMemberSyntax(Span);

/// <summary>One parameter. TypeName is a unit or <c>int</c>; Choices is null unless it is a choice; no Default: must be given.</summary>
public sealed record ParamDeclSyntax(TextSpan Span, Token Name, Token? TypeName, EquatableArray<Token>? Choices, ExprSyntax? Default)
    : SyntaxNode(Span);

/// <summary><c>state v = 0, u: int24 wrap = 0;</c>.</summary>
public sealed record StateSyntax(TextSpan Span, EquatableArray<StateDeclSyntax> Declarations) : NeuronMemberSyntax(Span);

/// <summary>One state. TypeName is <c>real</c> or <c>int8</c>..<c>int48</c>, null for real; Overflow is the word wrap or saturate, or null.</summary>
public sealed record StateDeclSyntax(TextSpan Span, Token Name, Token? TypeName, Token? Overflow, ExprSyntax Initial) : SyntaxNode(Span);

/// <summary><c>input i, x: int;</c>: the first is the default port.</summary>
public sealed record PortSyntax(TextSpan Span, EquatableArray<PortDeclSyntax> Declarations) : NeuronMemberSyntax(Span);

/// <summary>One port.</summary>
public sealed record PortDeclSyntax(TextSpan Span, Token Name, bool IsInt) : SyntaxNode(Span);

/// <summary>
/// <c>dynamics [method] [when expr] { v' = expr; }</c>. Method is exact, euler, exp_euler, rk4 or a choice parameter; null for exact.
/// </summary>
public sealed record DynamicsSyntax(TextSpan Span, Token Keyword, Token? Method, ExprSyntax? When, EquatableArray<EquationSyntax> Equations)
    : NeuronMemberSyntax(Span);

/// <summary><c>v' = expr;</c>.</summary>
public sealed record EquationSyntax(TextSpan Span, Token State, ExprSyntax Derivative) : SyntaxNode(Span);

/// <summary><c>update [when expr] { statements }</c>.</summary>
public sealed record UpdateSyntax(TextSpan Span, Token Keyword, ExprSyntax? When, EquatableArray<StatementSyntax> Body) : NeuronMemberSyntax(Span);

/// <summary><c>spike when expr { }</c> (Count is null) or <c>spike n = expr { }</c> (Count names it).</summary>
public sealed record SpikeSyntax(TextSpan Span, Token Keyword, Token? Count, ExprSyntax Condition, EquatableArray<StatementSyntax> Body)
    : NeuronMemberSyntax(Span);

/// <summary><c>emit expr;</c>.</summary>
public sealed record EmitSyntax(TextSpan Span, Token Keyword, ExprSyntax Value) : NeuronMemberSyntax(Span);

/// <summary>Tokens that fit nowhere in a neuron; the parser has reported them.</summary>
public sealed record ErrorNeuronMemberSyntax(TextSpan Span) : NeuronMemberSyntax(Span);

/// <summary>A statement of an update or spike body.</summary>
public abstract record StatementSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>var x = expr;</c>.</summary>
public sealed record VarSyntax(TextSpan Span, Token Name, ExprSyntax Value) : StatementSyntax(Span);

/// <summary><c>x (= | += | -= | *=) expr;</c>.</summary>
public sealed record AssignSyntax(TextSpan Span, Token Name, Token Operator, ExprSyntax Value) : StatementSyntax(Span);

/// <summary><c>if expr { } [else ...]</c>; Else holds one IfSyntax for <c>else if</c>, is null without else.</summary>
public sealed record IfSyntax(TextSpan Span, ExprSyntax Condition, EquatableArray<StatementSyntax> Then, EquatableArray<StatementSyntax>? Else)
    : StatementSyntax(Span);

/// <summary>Tokens that are no statement; the parser has reported them.</summary>
public sealed record ErrorStatementSyntax(TextSpan Span) : StatementSyntax(Span);
