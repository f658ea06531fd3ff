# SOAP::Lite behind the line protocol of bridge.ts: one call a line in, one answer a line out.
use strict;
use warnings;

use JSON::PP;
use SOAP::Lite;

my ($wsdl, $binding) = @ARGV;
my $json = JSON::PP->new->utf8;
$| = 1;

my %methods = %{ SOAP::Schema->schema_url($wsdl)->parse('Srv')->services->{Srv} };
my $call = $binding eq 'SOAP 1.1' ? calls_of_stub() : calls_by_hand();
say_line({ operations => [ sort keys %methods ] });

while (my $line = <STDIN>) {
    my $request = $json->decode($line);
    my ($operation, $given) = @{$request}{qw(operation parameters)};
    my $som = $call->($operation, map { [ $_, text_of($given->{ $_->name }) ] } @{ $methods{$operation}{parameters} });
    say_line(
        $som->fault
        ? { fault => fault_of($som) }
        : { xml => xml_of($som, '/Envelope/Body/[1]/[1]/[1]') }
    );
}

# SOAP::Lite has methods for the fault of SOAP 1.1 only.
sub fault_of {
    my ($som) = @_;
    return { code => $som->faultcode, text => $som->faultstring } if $binding eq 'SOAP 1.1';
    return { code => $som->valueof('//Fault/Code/Value'), text => $som->valueof('//Fault/Reason/Text') };
}

# The class that SOAP::Lite writes from the WSDL: it takes values by position, and speaks SOAP 1.1 only.
sub calls_of_stub {
    my $stub = SOAP::Lite->service($wsdl);
    $stub->want_som(1);
    return sub {
        my ($operation, @parameters) = @_;
        return $stub->$operation(map { $_->[1] } @parameters);
    };
}

# What SOAP::Lite's manual shows for services whose class does not do.
sub calls_by_hand {
    my $soap = SOAP::Lite->soapversion('1.2')->default_ns('http://tempuri.org/');
    return sub {
        my ($operation, @parameters) = @_;
        my ($endpoint, $action) = @{ $methods{$operation} }{qw(endpoint soapaction)};
        $soap->proxy($endpoint->value)->on_action(sub { qq("$action") });
        return $soap->call($operation, map { named(@$_) } @parameters);
    };
}

# Without a type SOAP::Lite guesses one from the value, and takes umlauts for binary data.
sub named {
    my ($parameter, $value) = @_;
    my ($type) = $parameter->type =~ /(\w+)$/;
    return SOAP::Data->name($parameter->name)->type($type)->value($value);
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
