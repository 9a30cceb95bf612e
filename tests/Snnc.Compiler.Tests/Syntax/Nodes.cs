using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>Walks a tree by its records' properties, so that a new kind of node is covered without a change here.</summary>
public static class Nodes
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static IEnumerable<SyntaxNode> Children(SyntaxNode node) => Parts(node).OfType<SyntaxNode>();

    public static IEnumerable<Token> Tokens(SyntaxNode node) => Parts(node).OfType<Token>();

    public static IEnumerable<SyntaxNode> All(SyntaxNode root) => Children(root).SelectMany(All).Prepend(root);

    public static T Only<T>(SyntaxTree tree)
        where T : SyntaxNode => All(tree.Root).OfType<T>().Single();

    private static IEnumerable<object?> Parts(SyntaxNode node) => Properties
        .GetOrAdd(node.GetType(), type => [.. type.GetProperties().Where(property => MayHoldNodes(property.PropertyType))])
        .Select(property => property.GetValue(node))
        .SelectMany(value => value is IEnumerable items ? items.Cast<object?>() : [value]);

    private static bool MayHoldNodes(Type type) => !type.IsPrimitive && type != typeof(string);
}
