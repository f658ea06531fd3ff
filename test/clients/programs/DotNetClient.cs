// .NET's web reference behind the line protocol of bridge.ts. Requests are lines like a query string,
// operation=GetTask&taskId=5. What follows is what wsdl.exe does, in one program: read the WSDL, write the proxy class
// of one binding, compile it; calls then go through the proxy.
using System;
using System.CodeDom;
using System.CodeDom.Compiler;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Web.Services.Description;
using System.Web.Services.Protocols;
using System.Xml;
using Microsoft.CSharp;

static class DotNetClient
{
    static readonly Dictionary<string, string> Protocols = new Dictionary<string, string>
    {
        { "SOAP 1.1", "Soap" }, { "SOAP 1.2", "Soap12" }, { "HTTP GET", "HttpGet" }, { "HTTP POST", "HttpPost" },
    };

    static void Main(string[] args)
    {
        var service = CompileProxy(args[0], Protocols[args[1]]);
        var names = service.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        Say("{\"operations\":[" + string.Join(",", names.Select(method => Quoted(method.Name))) + "]}");

        var proxy = Activator.CreateInstance(service);
        for (string line; (line = Console.In.ReadLine()) != null;)
        {
            var fields = line.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Decoded(pair[1]));
            try
            {
                Say("{\"xml\":" + Quoted(Call(proxy, fields)) + "}");
            }
            catch (TargetInvocationException error)
            {
                Say(Fault(error.InnerException));
            }
        }
    }

    static Type CompileProxy(string wsdl, string protocol)
    {
        ServiceDescription description;
        using (var answer = WebRequest.Create(wsdl).GetResponse()) description = ServiceDescription.Read(answer.GetResponseStream());
        var importer = new ServiceDescriptionImporter { ProtocolName = protocol };
        importer.AddServiceDescription(description, null, null);
        var space = new CodeNamespace();
        var unit = new CodeCompileUnit();
        unit.Namespaces.Add(space);
        var warnings = importer.Import(space, unit);
        if (warnings != 0) throw new Exception("The WSDL gives " + warnings);

        TakeTaskIdsAsText(space);
        var options = new CompilerParameters(new[] { "System.dll", "System.Xml.dll", "System.Web.Services.dll" }) { GenerateInMemory = true };
        var result = new CSharpCodeProvider().CompileAssemblyFromDom(options, unit);
        if (result.Errors.HasErrors) throw new Exception(result.Errors[0].ToString());
        return result.CompiledAssembly.GetTypes().Single(type => typeof(WebClientProtocol).IsAssignableFrom(type));
    }

    // Lets the client send a task number that is none; the int of the proxy could not.
    static void TakeTaskIdsAsText(CodeNamespace space)
    {
        foreach (CodeTypeDeclaration type in space.Types)
            foreach (var method in type.Members.OfType<CodeMemberMethod>())
                foreach (CodeParameterDeclarationExpression parameter in method.Parameters)
                    if (parameter.Name == "taskId") parameter.Type = new CodeTypeReference(typeof(string));
    }

    static string Call(object proxy, Dictionary<string, string> fields)
    {
        var method = proxy.GetType().GetMethod(fields["operation"]);
        var values = method.GetParameters().Select(parameter => Typed(fields[parameter.Name], parameter.ParameterType));
        var result = method.Invoke(proxy, values.ToArray());
        var stream = result as Stream;
        if (stream == null) return ((XmlNode)result).OuterXml;
        var document = new XmlDocument();
        document.Load(stream);
        return document.DocumentElement.OuterXml;
    }

    static object Typed(string text, Type type)
    {
        if (type == typeof(DateTime)) return XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind);
        return Convert.ChangeType(text, type);
    }

    static string Fault(Exception error)
    {
        var soap = error as SoapException;
        if (soap != null) return FaultOf(soap.Code.Name, soap.Message);
        var answer = (error as WebException)?.Response as HttpWebResponse;
        if (answer == null) throw error;
        return FaultOf(((int)answer.StatusCode).ToString(), error.Message);
    }

    static string FaultOf(string code, string text)
    {
        return "{\"fault\":{\"code\":" + Quoted(code) + ",\"text\":" + Quoted(text) + "}}";
    }

    static string Decoded(string text)
    {
        return Uri.UnescapeDataString(text.Replace('+', ' '));
    }

    static string Quoted(string text)
    {
        var escaped = text.Select(c => c < ' ' || c > '~' || c == '"' || c == '\\' ? "\\u" + ((int)c).ToString("x4") : c.ToString());
        return "\"" + string.Concat(escaped) + "\"";
    }

    static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
