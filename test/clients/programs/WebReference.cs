// What `wsdl /appsettingurlkey:Srv` does: writes the proxy class of the SOAP port to a file. The address in the WSDL is
// one where nobody answers, so that a program that calls somebody has read its configuration.
using System.CodeDom;
using System.CodeDom.Compiler;
using System.IO;
using System.Net;
using System.Text.RegularExpressions;
using System.Web.Services.Description;
using Microsoft.CSharp;

static class WebReference
{
    static void Main(string[] args)
    {
        string wsdl;
        using (var client = new WebClient()) wsdl = client.DownloadString(args[0]);
        var elsewhere = Regex.Replace(wsdl, " location=\"http[^\"]*\"", " location=\"http://127.0.0.1:9/\"");
        var importer = new ServiceDescriptionImporter { ProtocolName = "Soap" };
        importer.AddServiceDescription(ServiceDescription.Read(new StringReader(elsewhere)), "Srv", null);
        var space = new CodeNamespace();
        var unit = new CodeCompileUnit();
        unit.Namespaces.Add(space);
        importer.Import(space, unit);
        using (var file = new StreamWriter(args[1])) new CSharpCodeProvider().GenerateCodeFromCompileUnit(unit, file, new CodeGeneratorOptions());
    }
}
