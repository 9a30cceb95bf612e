using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Names;

/// <content>Neuron models.</content>
internal sealed partial class NameCollector
{
    private readonly Stack<Dictionary<string, NameSymbol>> _locals = [];

    private void Model(NeuronSyntax neuron)
    {
        foreach (var member in neuron.Members)
        {
            Member(member);
        }
    }

    private void Member(NeuronMemberSyntax member)
    {
        switch (member)
        {
            case ParamSyntax param:
                param.Declarations.ToList().ForEach(Parameter);
                break;
            case StateSyntax state:
                state.Declarations.ToList().ForEach(State);
                break;
            case PortSyntax port:
                port.Declarations.ToList().ForEach(declaration => DeclareMember(_model, declaration.Name, NameKind.Port));
                break;
            case DynamicsSyntax dynamics:
                Dynamics(dynamics);
                break;
            case UpdateSyntax update:
                Optional(update.When);
                Block(update.Body, null);
                break;
            case SpikeSyntax spike:
                Expression(spike.Condition);
                Block(spike.Body, spike.Count);
                break;
            case EmitSyntax emit:
                Expression(emit.Value);
                break;
        }
    }

    private void Parameter(ParamDeclSyntax syntax)
    {
        DeclareMember(_model, syntax.Name, NameKind.Parameter);
        Add(syntax.TypeName?.Span ?? default, LanguageNames.Unit(syntax.TypeName?.Text ?? ""));
        var symbol = _model?.Find(syntax.Name.Text, member => member.Kind == NameKind.Parameter);
        foreach (var choice in syntax.Choices ?? [])
        {
            DeclareMember(symbol, choice, NameKind.Choice);
        }

        if (syntax.Default is not null)
        {
            Chosen(syntax.Default, symbol);
        }
    }

    private void State(StateDeclSyntax syntax)
    {
        DeclareMember(_model, syntax.Name, NameKind.State);
        Expression(syntax.Initial);
    }

    private void Dynamics(DynamicsSyntax dynamics)
    {
        if (dynamics.Method is { } method)
        {
            Add(method, _model?.Find(method.Text, member => member.Kind == NameKind.Parameter) ?? LanguageNames.Method(method.Text));
        }

        Optional(dynamics.When);
        foreach (var equation in dynamics.Equations)
        {
            Add(equation.State, _model?.Find(equation.State.Text, member => member.Kind == NameKind.State));
            Expression(equation.Derivative);
        }
    }

    private void Block(IEnumerable<StatementSyntax> statements, Token? count)
    {
        _locals.Push([]);
        if (count is not null)
        {
            DeclareLocal(count, null);
        }

        foreach (var statement in statements)
        {
            Statement(statement);
        }

        _locals.Pop();
    }

    private void Statement(StatementSyntax statement)
    {
        switch (statement)
        {
            case VarSyntax variable:
                Expression(variable.Value);
                DeclareLocal(variable.Name, variable);
                break;
            case AssignSyntax assignment:
                Add(assignment.Name, Value(assignment.Name.Text));
                Expression(assignment.Value);
                break;
            case IfSyntax condition:
                Expression(condition.Condition);
                Block(condition.Then, null);
                Block(condition.Else ?? [], null);
                break;
        }
    }

    private void DeclareLocal(Token name, SyntaxNode? syntax)
    {
        var symbol = new NameSymbol(NameKind.Local, name.Text, new Location(file.Tree.Text, name.Span), syntax, _model);
        _locals.Peek()[name.Text] = symbol;
        Add(name, symbol, true);
    }

    private NameSymbol? Local(string name) =>
        _locals.Select(body => body.TryGetValue(name, out var symbol) ? symbol : null).FirstOrDefault(symbol => symbol is not null);
}
