/** A resource of a CloudFormation template. */
export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  Condition?: string;
}

/** The parts of a CloudFormation template that are read here. */
export interface Template {
  Resources: Record<string, TemplateResource>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Conditions?: Record<string, unknown>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown }; Condition?: string }>;
}

/** One stack of a cloud assembly, with what it says about where it goes and what it brings. */
export interface AssemblyStack {
  name: string;
  account: string;
  region: string;
  template: Template;
  /** Folder or file of each asset, by the key of its object in the bucket that the template names. */
  assets: ReadonlyMap<string, string>;
}
