# SOAP::Lite behind the line protocol of bridge.ts: one call a line in, one answer a line out.
use strict;
use warnings;

use JSON::PP;
use SOAP::Lite;

my ($wsdl, $binding) = @ARGV;
my $json = JSON::PP->new->utf8;
$| = 1;

# The class that SOAP::Lite writes from the WSDL takes parameters by position and keeps their order to itself.
my %methods = %{ SOAP::Schema->schema_url($wsdl)->parse('Srv')->services->{Srv} };
my $stub = SOAP::Lite->service($wsdl);
$stub->soapversion($binding eq 'SOAP 1.1' ? '1.1' : '1.2');
$stub->want_som(1);
say_line({ operations => [ sort keys %methods ] });

while (my $line = <STDIN>) {
    my $request = $json->decode($line);
    my ($operation, $given) = @{$request}{qw(operation parameters)};
    my @values = map { text_of($given->{ $_->name }) } @{ $methods{$operation}{parameters} };
    my $som = $stub->$operation(@values);
    say_line(
        $som->fault
        ? { fault => { code => $som->faultcode, text => $som->faultstring } }
        : { xml => xml_of($som, '/Envelope/Body/[1]/[1]/[1]') }
    );
}

sub text_of {
    my ($value) = @_;
    return $value unless JSON::PP::is_bool($value);
    return $value ? 'true' : 'false';
}

sub xml_of {
    my ($som, $path) = @_;
    my $data = $som->dataof($path) or return undef;
    my @children;
    while (defined(my $child = xml_of($som, sprintf '%s/[%d]', $path, @children + 1))) { push @children, $child }

    my %attributes = %{ $data->attr };
    my $attributes = join '', map { sprintf ' %s="%s"', $_, escaped($attributes{$_}) } sort keys %attributes;
    my $content = @children ? join('', @children) : escaped($data->value // '');
    return sprintf '<%s%s>%s</%s>', $data->name, $attributes, $content, $data->name;
}

sub escaped {
    my ($text) = @_;
    $text =~ s/([&<>"])/'&#' . ord($1) . ';'/ge;
    return $text;
}

sub say_line { print $json->encode(shift), "\n" }
