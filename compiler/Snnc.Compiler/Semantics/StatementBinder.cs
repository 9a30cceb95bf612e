using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>Binds the statements of an update or spike. A var is visible to the end of the body that declares it.</summary>
internal sealed class StatementBinder(ModelScope scope, ExpressionBinder binder, SourceText source, DiagnosticBag bag)
{
    /// <summary>Binds a body; <paramref name="given"/> is visible in it.</summary>
    public EquatableArray<BoundStmt> Bind(EquatableArray<StatementSyntax> body, ModelSymbol? given = null)
    {
        scope.Open();
        if (given is not null)
        {
            scope.DeclareLocal(given);
        }

        var statements = body.Select(Bind).OfType<BoundStmt>().ToEquatableArray();
        foreach (var unused in scope.Close().Where(local => local != given && !scope.Used.Contains(local)))
        {
            bag.Add(Catalog.UnusedInModel(unused.At, unused.Name, "var"));
        }

        return statements;
    }

    private BoundStmt? Bind(StatementSyntax statement) => statement switch
    {
        VarSyntax variable => Bind(variable),
        AssignSyntax assign => Bind(assign),
        IfSyntax branch => Bind(branch),
        _ => null,
    };

    private BoundVar? Bind(VarSyntax syntax)
    {
        var value = binder.Bind(syntax.Value);
        if (value is BoundNone)
        {
            value = binder.ToReal(value, $"'{syntax.Name.Text}'");
        }

        if (syntax.Name.IsMissing)
        {
            return null;
        }

        var at = new Location(source, syntax.Name.Span);
        var size = scope.SizeOf(value);
        value = size is null ? new BoundError(value.At) : value;
        scope.DeclareLocal(new ModelSymbol(ModelSymbolKind.Local, syntax.Name.Text, at)
        {
            Type = value.Type, Dimension = value.Dimension, IsBound = true, Size = size ?? 1,
        });
        return new BoundVar(syntax.Name.Text, value, at);
    }

    private BoundAssign? Bind(AssignSyntax syntax)
    {
        if (syntax.Name.IsMissing)
        {
            binder.Bind(syntax.Value);
            return null;
        }

        var at = new Location(source, syntax.Name.Span);
        var op = syntax.Operator.Text.Length == 2 ? syntax.Operator.Text.Substring(0, 1) : null;
        if (scope.Find(syntax.Name.Text) is not { Kind: ModelSymbolKind.State or ModelSymbolKind.Local } target)
        {
            ReportTarget(at, syntax.Name.Text);
            scope.DeclareUnknown(syntax.Name.Text, at);
            return null;
        }

        if (target.Kind == ModelSymbolKind.State)
        {
            scope.Used.Add(target);
        }
        else
        {
            target.Size = 0;
        }

        var value = binder.BindAssigned(target.Read(at), op, syntax);
        ModelDeclarations.CheckRange(value, target, bag);
        return new BoundAssign(target.Name, target.Kind == ModelSymbolKind.State, value, at);
    }

    private void ReportTarget(Location at, string name)
    {
        var targets = scope.Symbols.Where(symbol => symbol.Kind == ModelSymbolKind.State).Select(symbol => symbol.Name);
        bag.Add(scope.Find(name) is { } symbol ? Catalog.NotAssignable(at, name, symbol.Description)
            : scope.IsConstant(name) ? Catalog.NotAssignable(at, name, "a constant")
            : Catalog.UnknownTarget(at, name, EditDistance.Nearest(name, targets)));
    }

    private BoundIf Bind(IfSyntax syntax)
    {
        var condition = binder.BindBool(syntax.Condition, "if");
        var then = Bind(syntax.Then);
        return new BoundIf(condition, then, syntax.Else is { } body ? Bind(body) : [], new Location(source, syntax.Span));
    }
}
